import { Decompress, ZstdErrorCode } from "fzstd";
import { BufferedContext } from "./buffered-context";
import type { CompressionError } from "./context";

const ending = 2;
const magic = [0x28, 0xb5, 0x2f, 0xfd];
/** Frames that hold something else than data: 0x184D2A50 to 5F. */
const skippable = [0x2a, 0x4d, 0x18];

const failures = {
  prefix: { message: "Unknown frame descriptor", code: "ZSTD_error_prefix_unknown", errno: -10 },
  window: {
    message: "Frame requires too much memory for decoding",
    code: "ZSTD_error_frameParameter_windowTooLarge",
    errno: -16,
  },
  corrupt: { message: "Data corruption detected", code: "ZSTD_error_corruption_detected", errno: -20 },
  short: { message: "unexpected end of file", code: "Z_BUF_ERROR", errno: -5 },
} as const;

function failureOf(error: unknown): CompressionError {
  const { code } = error as { code?: number };
  if (code === ZstdErrorCode.UnexpectedEOF) return failures.short;
  return code === ZstdErrorCode.WindowSizeTooLarge ? failures.window : failures.corrupt;
}

/** Reads Zstandard's frames, one after the other. */
export class ZstdDecoder extends BufferedContext {
  #stream: Decompress | undefined;
  #head: number[] = [];
  #isEnded = false;

  work(): void {
    this.deliver();
    if (this.failure || this.#isEnded) return;
    const bytes = this.take();
    if (!this.#startsWell(bytes)) {
      this.failure = failures.prefix;
      return;
    }
    this.#isEnded = this.flush === ending;
    if (this.#isEnded && this.#head.length === 0) {
      this.failure = failures.short;
      return;
    }
    try {
      this.#stream ??= new Decompress((made) => {
        this.give(made.slice());
      });
      this.#stream.push(bytes, this.#isEnded);
    } catch (error) {
      this.failure = failureOf(error);
    }
    this.deliver();
  }

  /** As far as it has come. */
  #startsWell(bytes: Uint8Array): boolean {
    if (this.#head.length < 4) this.#head.push(...bytes.subarray(0, 4 - this.#head.length));
    const [first = 0x28, ...rest] = this.#head;
    const isFrame = this.#head.every((byte, at) => byte === magic[at]);
    return isFrame || (first >> 4 === 5 && rest.every((byte, at) => byte === skippable[at]));
  }

  reset(): undefined {
    this.forget();
    this.#stream = undefined;
    this.#head = [];
    this.#isEnded = false;
  }
}
