import type { AsyncWrapClass } from "@/lib/engine/node/async-wrap";
import type { ParserList } from "./connections-list";
import { MessageReader, type ReaderHost } from "./message-reader";
import { OK, REQUEST, RESPONSE } from "./machine";
import { bytesOf } from "../bytes";

const numbers = {
  REQUEST,
  RESPONSE,
  kOnMessageBegin: 0,
  kOnHeaders: 1,
  kOnHeadersComplete: 2,
  kOnBody: 3,
  kOnMessageComplete: 4,
  kOnExecute: 5,
  kOnTimeout: 6,
  kLenientNone: 0,
  kLenientHeaders: 1,
  kLenientChunkedLength: 2,
  kLenientKeepAlive: 4,
  kLenientTransferEncoding: 8,
  kLenientVersion: 16,
  kLenientDataAfterClose: 32,
  kLenientOptionalLFAfterCR: 64,
  kLenientOptionalCRLFAfterChunk: 128,
  kLenientOptionalCRBeforeLF: 256,
  kLenientSpacesAfterChunkSize: 512,
  kLenientHeaderValueRelaxed: 1024,
  kLenientAll: 1023,
};

export interface HttpParserHost extends Pick<ReaderHost, "makeBuffer" | "now"> {
  readonly AsyncWrap: AsyncWrapClass;
  /** `--max-http-header-size`. */
  readonly maxHeaderSize: () => number;
}

const parseError = (code: string, reason: string, bytesParsed: number): Error =>
  Object.assign(new Error("Parse Error"), { bytesParsed, code, reason });

/** Answers how many bytes were read, or the error. What follows an upgrade isn't the parser's to read. */
function execute({ machine }: MessageReader, bytes: Uint8Array): unknown {
  machine.execute(bytes);
  if (machine.error === OK) return bytes.length;
  if (machine.error === "HPE_PAUSED_UPGRADE") {
    machine.error = OK;
    return machine.errorAt;
  }
  return machine.upgrade ? machine.errorAt : parseError(machine.error, machine.reason, machine.errorAt);
}

function finish({ machine }: MessageReader): unknown {
  const code = machine.endOfStream();
  return code === OK ? undefined : parseError(code, machine.reason, 0);
}

export function createHttpParserClass({ AsyncWrap, makeBuffer, maxHeaderSize, now }: HttpParserHost) {
  class HTTPParser extends AsyncWrap {
    #reader: MessageReader | undefined;

    constructor() {
      super("HTTPINCOMINGMESSAGE");
    }

    initialize(type: number, _resource: object, maxSize = 0, lenient = 0, list?: ParserList | null): void {
      this.asyncReset();
      const call = (index: number, args: unknown[]): unknown => {
        const callback = (this as unknown as Record<number, unknown>)[index];
        return typeof callback === "function" ? this.makeCallback(callback, ...args) : undefined;
      };
      const maxHeaderPairs = (): unknown => (this as { maxHeaderPairs?: unknown }).maxHeaderPairs;
      const host: ReaderHost = { owner: this, call, maxHeaderPairs, makeBuffer, now };
      const size = maxSize === 0 ? maxHeaderSize() : maxSize;
      this.#reader = new MessageReader(host, { type, lenient, maxHeaderSize: size, list: list ?? undefined });
    }

    execute(data: unknown): unknown {
      return this.#reader && execute(this.#reader, bytesOf(data));
    }

    finish(): unknown {
      return this.#reader && finish(this.#reader);
    }

    close(): void {
      this.#reader?.remove();
    }

    free(): void {
      this.#reader?.remove();
    }

    remove(): void {
      this.#reader?.remove();
    }

    pause(): void {
      const machine = this.#reader?.machine;
      if (machine?.error === OK) machine.fail("HPE_PAUSED", "Paused");
    }

    resume(): void {
      const machine = this.#reader?.machine;
      if (machine?.error === "HPE_PAUSED") machine.error = OK;
    }

    /** Streams of the engine are read by the library itself, never by the parser. */
    consume(): void {}

    unconsume(): void {}

    getCurrentBuffer(): Uint8Array {
      return makeBuffer(new Uint8Array(this.#reader?.machine.data ?? []));
    }
  }
  return Object.assign(HTTPParser, numbers);
}
