import type { ParserList, TimedParser } from "./connections-list";
import { REQUEST, type Machine, type MessageEvents } from "./machine";
import { createMessageParser } from "./parser";
import { part } from "../bytes";

const ON_BEGIN = 0;
const ON_HEADERS = 1;
const ON_HEADERS_COMPLETE = 2;
const ON_BODY = 3;
const ON_COMPLETE = 4;

/** More header pairs than this go to the library before the headers are complete. */
const MAX_FIELDS = 32;
const MAX_CHUNK_EXTENSIONS = 16384;

/** What a reader needs of the parser object that the library holds. */
export interface ReaderHost {
  readonly owner: object;
  /** Calls the function that the library has put on the parser under this number. */
  call(index: number, args: unknown[]): unknown;
  maxHeaderPairs(): unknown;
  makeBuffer(bytes: Uint8Array<ArrayBuffer>): Uint8Array;
  now(): number;
}

export interface ReaderOptions {
  readonly type: number;
  readonly maxHeaderSize: number;
  readonly lenient: number;
  readonly list: ParserList | undefined;
}

const withoutTrailingBlanks = (text: string): string => {
  let end = text.length;
  while (end > 0 && (text.charCodeAt(end - 1) === 32 || text.charCodeAt(end - 1) === 9)) end--;
  return end === text.length ? text : text.slice(0, end);
};

/** Gathers the pieces of one message after another, keeps to Node's limits, and tells the library. */
export class MessageReader implements TimedParser, MessageEvents {
  messageStart = 0;
  areHeadersComplete = false;
  readonly machine: Machine;
  readonly owner: object;
  readonly #host: ReaderHost;
  readonly #list: ParserList | undefined;
  readonly #maxHeaderSize: number;
  #headerBytes = 0;
  #headerPairs = 0;
  #maxHeaderPairs = -1;
  #extensionBytes = 0;
  #fields: string[] = [];
  #values: string[] = [];
  #url = "";
  #statusMessage = "";
  #hasFlushed = false;
  #isBeingFreed = false;

  constructor(host: ReaderHost, { type, maxHeaderSize, lenient, list }: ReaderOptions) {
    this.#host = host;
    this.owner = host.owner;
    this.#list = list;
    this.#maxHeaderSize = maxHeaderSize;
    this.machine = createMessageParser(type, lenient, this);
    if (list === undefined) return;
    this.messageStart = host.now();
    list.push(this);
    list.pushActive(this);
  }

  remove(): void {
    this.#isBeingFreed = true;
    this.#list?.pop(this);
    this.#list?.popActive(this);
  }

  #call(index: number, ...args: unknown[]): unknown {
    return this.#isBeingFreed ? undefined : this.#host.call(index, args);
  }

  #track(length: number): void {
    this.#headerBytes += length;
    if (this.#headerBytes >= this.#maxHeaderSize) this.machine.fail("HPE_HEADER_OVERFLOW", "Header overflow");
  }

  #trackPair(): void {
    if (this.machine.type !== REQUEST) return;
    this.#headerPairs += 2;
    if (this.#maxHeaderPairs < 0) {
      const limit = this.#host.maxHeaderPairs();
      this.#maxHeaderPairs = typeof limit === "number" && limit > 0 ? limit : 0;
    }
    if (this.#maxHeaderPairs > 0 && this.#headerPairs > this.#maxHeaderPairs) {
      this.machine.fail("HPE_HEADER_OVERFLOW", "Header overflow");
    }
  }

  onBegin(): void {
    this.#list?.pop(this);
    this.#list?.popActive(this);
    this.#fields = [];
    this.#values = [];
    this.areHeadersComplete = false;
    this.#extensionBytes = 0;
    this.messageStart = this.#host.now();
    this.#url = this.#statusMessage = "";
    this.#maxHeaderPairs = -1;
    this.#list?.push(this);
    this.#list?.pushActive(this);
    this.#call(ON_BEGIN);
  }

  onUrl(text: string): void {
    this.#track(text.length);
    this.#url += text;
  }

  onStatus(text: string): void {
    this.#track(text.length);
    this.#statusMessage += text;
  }

  onHeaderField(text: string): void {
    this.#track(text.length);
    if (this.#fields.length !== this.#values.length) {
      this.#fields[this.#fields.length - 1] += text;
      return;
    }
    this.#trackPair();
    if (this.#fields.length === MAX_FIELDS - 1) this.#flush();
    this.#fields.push(text);
  }

  onHeaderValue(text: string): void {
    this.#track(text.length);
    if (this.#fields.length === this.#values.length) this.#values[this.#values.length - 1] += text;
    else this.#values.push(text);
  }

  #takeHeaders(): string[] {
    const pairs: string[] = [];
    for (const [index, value] of this.#values.entries()) {
      pairs.push(this.#fields[index] ?? "", withoutTrailingBlanks(value));
    }
    this.#fields = [];
    this.#values = [];
    return pairs;
  }

  #flush(): void {
    this.#call(ON_HEADERS, this.#takeHeaders(), this.#url);
    this.#url = "";
    this.#hasFlushed = true;
  }

  onHeadersComplete(): number {
    const { machine } = this;
    this.areHeadersComplete = true;
    this.#headerBytes = 0;
    const isRequest = machine.type === REQUEST;
    const isWhole = !this.#hasFlushed;
    if (!isWhole) this.#flush();
    this.#headerPairs = 0;
    this.#maxHeaderPairs = -1;
    const answer = this.#call(
      ON_HEADERS_COMPLETE,
      machine.major,
      machine.minor,
      isWhole ? this.#takeHeaders() : undefined,
      isRequest ? machine.method : undefined,
      isWhole && isRequest ? this.#url : undefined,
      isRequest ? undefined : machine.statusCode,
      isRequest ? undefined : this.#statusMessage,
      machine.upgrade,
      machine.shouldKeepAlive(),
    );
    return Number(answer ?? 0);
  }

  onBody(bytes: Uint8Array, start: number, end: number): void {
    this.#call(ON_BODY, this.#host.makeBuffer(new Uint8Array(part(bytes, start, end))));
  }

  onComplete(): void {
    this.#list?.pop(this);
    this.#list?.popActive(this);
    this.messageStart = 0;
    if (!this.#isBeingFreed) this.#list?.push(this);
    if (this.#fields.length > 0) this.#flush();
    this.#headerPairs = 0;
    this.#call(ON_COMPLETE);
  }

  onChunkExtension(length: number): void {
    this.#extensionBytes += length;
    if (this.#extensionBytes > MAX_CHUNK_EXTENSIONS) {
      this.machine.fail("HPE_CHUNK_EXTENSIONS_OVERFLOW", "Chunk extensions overflow");
    }
  }

  onChunkHeader(): void {
    this.#headerBytes = 0;
    this.#extensionBytes = 0;
  }

  onChunkComplete(): void {
    this.#headerBytes = 0;
  }
}
