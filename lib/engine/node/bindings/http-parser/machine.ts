import { latin1Slice } from "../buffer/latin1";

export const REQUEST = 1;
export const RESPONSE = 2;

/** Node's numbers for what a lenient parser lets pass. */
export const Lenient = {
  headers: 1,
  chunkedLength: 2,
  keepAlive: 4,
  transferEncoding: 8,
  version: 16,
  dataAfterClose: 32,
  optionalLFAfterCR: 64,
  optionalCRLFAfterChunk: 128,
  optionalCRBeforeLF: 256,
  spacesAfterChunkSize: 512,
  headerValueRelaxed: 1024,
} as const;

/** What the bytes of a message say, piece by piece. A text that spans chunks comes in pieces. */
export interface MessageEvents {
  onBegin(): void;
  onUrl(text: string): void;
  onStatus(text: string): void;
  onHeaderField(text: string): void;
  onHeaderValue(text: string): void;
  /** 1 when the message has no body whatever its headers say, 2 when what follows is another protocol. */
  onHeadersComplete(): number;
  onBody(bytes: Uint8Array, start: number, end: number): void;
  onComplete(): void;
  onChunkExtension(length: number): void;
  onChunkHeader(): void;
  onChunkComplete(): void;
}

export const State = {
  start: 0,
  method: 1,
  spacesBeforeUrl: 2,
  url: 3,
  http09: 4,
  protocol: 5,
  version: 6,
  requestLineEnd: 7,
  requestLineLF: 8,
  preface: 9,
  statusCode: 10,
  statusText: 11,
  statusLF: 12,
  headersStart: 13,
  headerField: 14,
  headerFieldName: 15,
  headerValueStart: 16,
  headerValue: 17,
  headerValueLF: 18,
  headerFold: 19,
  headersLF: 20,
  bodyByLength: 21,
  bodyToEnd: 22,
  chunkSize: 23,
  chunkSizeDigits: 24,
  chunkSizeSpaces: 25,
  chunkExtension: 26,
  chunkExtensionName: 27,
  chunkExtensionValue: 28,
  chunkExtensionQuoted: 29,
  chunkExtensionQuotedPair: 30,
  chunkExtensionQuoteEnd: 31,
  chunkSizeLF: 32,
  chunkData: 33,
  chunkDataEnd: 34,
  chunkDataLF: 35,
  closed: 36,
  emptyValueLF: 37,
} as const;

export type StateNumber = (typeof State)[keyof typeof State];

/** Reads what it can of the chunk and names the next state. */
export type Handler = (machine: Machine) => void;

/** What the end of the stream means now. */
export type Finish = "safe" | "safe, and completes the message" | "unsafe";

export const OK = "HPE_OK";
export const CR = 13;
export const LF = 10;

/** The facts of the message being read, and where in the bytes the machine stands. Handlers hold the rules. */
export class Machine {
  state: StateNumber = State.start;
  data: Uint8Array = new Uint8Array(0);
  at = 0;
  end = 0;
  error = OK;
  reason = "";
  errorAt = 0;
  finish: Finish = "safe";

  method = 0;
  statusCode = 0;
  major = 0;
  minor = 0;
  upgrade = false;
  contentLength = 0;

  hasContentLength = false;
  hasTransferEncoding = false;
  isChunked = false;
  isTrailing = false;
  skipsBody = false;
  closes = false;
  keepsAlive = false;
  wantsUpgrade = false;
  hasUpgrade = false;

  /** What a handler gathers: a method, a protocol, digits. */
  token = "";
  /** Where in a target the machine stands. */
  urlPart = 0;
  fieldName = "";
  /** The value of a header that decides over the framing. */
  fieldValue = "";
  #isRunning = false;

  constructor(
    readonly type: number,
    readonly lenient: number,
    readonly events: MessageEvents,
    private readonly handlers: readonly Handler[],
  ) {}

  allows(flag: number): boolean {
    return (this.lenient & flag) !== 0;
  }

  fail(code: string, reason: string, at = this.at): void {
    this.error = code;
    this.reason = reason;
    this.errorAt = at;
  }

  text(start: number, end: number): string {
    return start === end ? "" : latin1Slice(this.data, start, end);
  }

  byte(): number {
    return this.data[this.at] ?? 0;
  }

  /** Takes a line feed and goes on, or says what is wrong. */
  expectLF(next: StateNumber, mayMiss: boolean, code: string, reason: string): void {
    if (this.byte() === LF) this.at++;
    else if (!mayMiss) return this.fail(code, reason);
    this.state = next;
  }

  beginMessage(): void {
    this.hasContentLength = this.hasTransferEncoding = this.isChunked = this.isTrailing = this.skipsBody = false;
    this.closes = this.keepsAlive = this.wantsUpgrade = this.hasUpgrade = false;
    this.contentLength = this.method = this.statusCode = this.urlPart = 0;
    this.token = "";
    this.finish = "unsafe";
    this.events.onBegin();
  }

  needsEnd(): boolean {
    if (this.type === REQUEST) return false;
    const { statusCode } = this;
    if (Math.floor(statusCode / 100) === 1 || statusCode === 204 || statusCode === 304 || this.skipsBody) return false;
    if (this.hasTransferEncoding && !this.isChunked) return true;
    return !this.isChunked && !this.hasContentLength;
  }

  shouldKeepAlive(): boolean {
    if (this.major > 0 && this.minor > 0 ? this.closes : !this.keepsAlive) return false;
    return !this.needsEnd();
  }

  completeMessage(): void {
    this.events.onComplete();
    if (this.error !== OK) return;
    const goesOn = this.shouldKeepAlive() || this.allows(Lenient.keepAlive);
    this.finish = "safe";
    this.state = goesOn ? State.start : State.closed;
    if (this.upgrade) this.fail("HPE_PAUSED_UPGRADE", "Pause on CONNECT/Upgrade");
  }

  execute(data: Uint8Array): void {
    if (this.error !== OK) return;
    if (!this.#isRunning) return this.#run(data);
    // A callback feeds more while its own bytes are still being read: they begin a message of their own.
    const { data: outer, at, end, state } = this;
    this.state = State.start;
    this.#read(data);
    Object.assign(this, { data: outer, at, end, state });
  }

  #run(data: Uint8Array): void {
    this.#isRunning = true;
    try {
      this.#read(data);
    } finally {
      this.#isRunning = false;
    }
  }

  #read(data: Uint8Array): void {
    this.data = data;
    this.at = 0;
    this.end = data.length;
    while (this.at < this.end && this.error === OK) this.handlers[this.state]?.(this);
  }

  /** The end of the stream. An error from before stays what it is and isn't told again. */
  endOfStream(): string {
    if (this.error !== OK || this.finish === "safe") return OK;
    if (this.finish === "unsafe") {
      this.reason = "Invalid EOF state";
      return "HPE_INVALID_EOF_STATE";
    }
    this.events.onComplete();
    return OK;
  }
}
