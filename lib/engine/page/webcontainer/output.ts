/** How long a prefix of UTF-8 bytes is complete: a sign cut in two is left for the next time. */
export function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

export type Sink = (bytes: Uint8Array | null) => Promise<unknown>;

const largest = 64 * 1024;
const heldAtMost = 1024 * 1024;

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * Brings output to the client: what has come together while it was busy goes as one piece, cut between signs, and each
 * piece waits until the one before was taken. `finish` resolves when the client has it all and knows that it was all.
 */
export function createOutputPump(sink: Sink) {
  let held: Uint8Array[] = [];
  let size = 0;
  let rest: Uint8Array = new Uint8Array(0);
  let pumping: Promise<void> | undefined;
  const takeHeld = (): Uint8Array => {
    const whole = joined([rest, ...held]);
    held = [];
    size = 0;
    return whole;
  };
  const pump = async () => {
    await Promise.resolve();
    while (held.length > 0) {
      const whole = takeHeld();
      let at = 0;
      while (at < whole.length) {
        const piece = whole.subarray(at, at + largest);
        const length = completeLength(piece);
        if (length === 0) break;
        await sink(piece.slice(0, length));
        at += length;
      }
      rest = whole.subarray(at);
    }
    pumping = undefined;
  };
  return {
    /** Resolves when more may be given. */
    push: async (bytes: Uint8Array): Promise<void> => {
      held.push(bytes);
      size += bytes.length;
      pumping ??= pump();
      if (size > heldAtMost) await pumping;
    },
    finish: async (): Promise<void> => {
      await pumping;
      if (rest.length > 0) await sink(rest);
      await sink(null);
    },
  };
}
