import { decodeText, encodings, type Encoding } from "./buffer/encodings";
import { bytesOf, part } from "./bytes";

const INCOMPLETE_END = 4;
const MISSING = 4;
const BUFFERED = 5;
const ENCODING = 6;
const SIZE = 7;

/** The bytes of a decoder's state: four of an unfinished character, then the fields. Node's library reads them too. */
type State = Uint8Array;

const field = (state: State, index: number): number => state[index] ?? 0;
const encodingOf = (state: State): Encoding => encodings[field(state, ENCODING)] ?? "utf8";

function keepInitialBytes(state: State, bytes: Uint8Array, count: number): void {
  state.set(part(bytes, 0, count), field(state, BUFFERED));
  state[BUFFERED] = field(state, BUFFERED) + count;
}

/** A byte that can't continue the unfinished character ends it; V8's decoder then judges what there is. */
function endBrokenCharacter(state: State, bytes: Uint8Array): Uint8Array {
  const count = Math.min(bytes.length, field(state, MISSING));
  for (let i = 0; i < count; i++) {
    if (((bytes[i] ?? 0) & 0xc0) === 0x80) continue;
    state[MISSING] = 0;
    keepInitialBytes(state, bytes, i);
    return part(bytes, i, bytes.length);
  }
  return bytes;
}

/** Completes the character left by the chunk before. Answers its text and what remains of this chunk. */
function finishCharacter(state: State, chunk: Uint8Array): { text: string; rest: Uint8Array } {
  const bytes = encodingOf(state) === "utf8" ? endBrokenCharacter(state, chunk) : chunk;
  const found = Math.min(bytes.length, field(state, MISSING));
  keepInitialBytes(state, bytes, found);
  state[MISSING] = field(state, MISSING) - found;
  const rest = part(bytes, found, bytes.length);
  if (state[MISSING] !== 0) return { text: "", rest };
  const text = decodeText(part(state, 0, field(state, BUFFERED)), encodingOf(state));
  state[BUFFERED] = 0;
  return { text, rest };
}

function lengthByLead(lead: number): number {
  if ((lead & 0xe0) === 0xc0) return 2;
  if ((lead & 0xf0) === 0xe0) return 3;
  return (lead & 0xf8) === 0xf0 ? 4 : 0;
}

/** How many bytes at the end begin a UTF-8 character that isn't whole, and how many it still needs. */
function unfinishedUtf8(bytes: Uint8Array): [buffered: number, missing: number] {
  for (let buffered = 1; buffered <= bytes.length; buffered++) {
    const byte = bytes[bytes.length - buffered] ?? 0;
    if ((byte & 0xc0) === 0x80) {
      if (buffered >= INCOMPLETE_END) return [0, 0];
      continue;
    }
    const needed = lengthByLead(byte);
    return buffered >= needed ? [0, 0] : [buffered, needed - buffered];
  }
  return [0, 0];
}

function unfinished(bytes: Uint8Array, encoding: Encoding): [buffered: number, missing: number] {
  const last = bytes[bytes.length - 1] ?? 0;
  if (encoding === "utf8") return (last & 0x80) === 0 ? [0, 0] : unfinishedUtf8(bytes);
  if (encoding === "utf16le") {
    if (bytes.length % 2 === 1) return [1, 1];
    return (last & 0xfc) === 0xd8 ? [2, 2] : [0, 0];
  }
  const buffered = bytes.length % 3;
  return [buffered, buffered === 0 ? 0 : 3 - buffered];
}

function decodeWhole(state: State, bytes: Uint8Array): string {
  const encoding = encodingOf(state);
  const [buffered, missing] = unfinished(bytes, encoding);
  state[BUFFERED] = buffered;
  state[MISSING] = missing;
  const whole = bytes.length - buffered;
  if (buffered > 0) state.set(part(bytes, whole, bytes.length));
  return whole === 0 ? "" : decodeText(part(bytes, 0, whole), encoding);
}

const isStateless = (encoding: Encoding): boolean =>
  encoding === "ascii" || encoding === "latin1" || encoding === "hex";

function decode(stateBuffer: unknown, chunk: unknown): string {
  const state = bytesOf(stateBuffer);
  const bytes = bytesOf(chunk);
  if (isStateless(encodingOf(state))) return decodeText(bytes, encodingOf(state));
  if (field(state, MISSING) === 0) return bytes.length === 0 ? "" : decodeWhole(state, bytes);
  const { text, rest } = finishCharacter(state, bytes);
  return rest.length === 0 ? text : text + decodeWhole(state, rest);
}

function flush(stateBuffer: unknown): string {
  const state = bytesOf(stateBuffer);
  const encoding = encodingOf(state);
  // A single last byte of UTF-16 is dropped.
  const buffered = field(state, BUFFERED) - (encoding === "utf16le" ? field(state, BUFFERED) % 2 : 0);
  state[MISSING] = 0;
  state[BUFFERED] = 0;
  return buffered === 0 ? "" : decodeText(part(state, 0, buffered), encoding);
}

/** `internalBinding("string_decoder")`. */
export function createStringDecoderBinding() {
  return {
    encodings: [...encodings],
    kIncompleteCharactersStart: 0,
    kIncompleteCharactersEnd: INCOMPLETE_END,
    kMissingBytes: MISSING,
    kBufferedBytes: BUFFERED,
    kEncodingField: ENCODING,
    kNumFields: SIZE,
    kSize: SIZE,
    decode,
    flush,
  };
}
