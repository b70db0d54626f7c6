import { CR, LF, Lenient, OK, State, type Machine } from "./machine";
import { isToken } from "./token";

const SPACE = 32;
const TAB = 9;
const SEMICOLON = 59;
const EQUALS = 61;
const QUOTE = 34;
const BACKSLASH = 92;
const DELETE = 127;

function takeBody(machine: Machine): boolean {
  const start = machine.at;
  machine.at = Math.min(machine.end, start + machine.contentLength);
  machine.contentLength -= machine.at - start;
  if (machine.at > start) machine.events.onBody(machine.data, start, machine.at);
  return machine.contentLength === 0 && machine.error === OK;
}

export function readBodyByLength(machine: Machine): void {
  if (takeBody(machine)) machine.completeMessage();
}

export function readBodyToEnd(machine: Machine): void {
  const start = machine.at;
  machine.at = machine.end;
  machine.events.onBody(machine.data, start, machine.end);
}

function hexValue(byte: number): number {
  const value = parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(value) ? -1 : value;
}

export function readChunkSize(machine: Machine): void {
  const value = hexValue(machine.byte());
  if (value < 0) return machine.fail("HPE_INVALID_CHUNK_SIZE", "Invalid character in chunk size");
  machine.contentLength = value;
  machine.at++;
  machine.state = State.chunkSizeDigits;
}

export function readChunkSizeDigits(machine: Machine): void {
  const value = hexValue(machine.byte());
  if (value < 0) return readChunkSizeEnd(machine);
  machine.contentLength = machine.contentLength * 16 + value;
  if (machine.contentLength >= 2 ** 64) return machine.fail("HPE_INVALID_CHUNK_SIZE", "Chunk size overflow");
  machine.at++;
}

/** A line of a chunk's head must end in CR LF, unless the parser is lenient. */
function endChunkLine(machine: Machine, after: string): void {
  if (machine.byte() === CR) machine.at++;
  else if (!machine.allows(Lenient.optionalCRBeforeLF)) {
    return machine.fail("HPE_CR_EXPECTED", `Missing expected CR after ${after}`, machine.at + 1);
  }
  machine.state = State.chunkSizeLF;
}

function readChunkSizeEnd(machine: Machine): void {
  const byte = machine.byte();
  if (byte === CR || byte === LF) return endChunkLine(machine, "chunk size");
  if (byte === SEMICOLON) {
    machine.at++;
    machine.state = State.chunkExtension;
    return;
  }
  if (byte === SPACE || byte === TAB) {
    machine.at++;
    if (machine.allows(Lenient.spacesAfterChunkSize)) {
      machine.state = State.chunkSizeSpaces;
      return;
    }
  }
  machine.fail("HPE_INVALID_CHUNK_SIZE", "Invalid character in chunk size");
}

export function skipChunkSizeSpaces(machine: Machine): void {
  if (machine.byte() === SPACE || machine.byte() === TAB) machine.at++;
  else readChunkSizeEnd(machine);
}

export function readChunkExtension(machine: Machine): void {
  const byte = machine.byte();
  if (!isToken(byte)) return machine.fail("HPE_STRICT", "Invalid character in chunk extensions", machine.at + 1);
  machine.state = State.chunkExtensionName;
}

/** Takes the bytes of a name or a value and counts them: their sum over a chunk is limited. */
function takeExtension(machine: Machine, accepts: (byte: number) => boolean): boolean {
  const start = machine.at;
  while (machine.at < machine.end && accepts(machine.byte())) machine.at++;
  if (machine.at > start) machine.events.onChunkExtension(machine.at - start);
  return machine.at < machine.end && machine.error === OK;
}

function endExtension(machine: Machine, what: "name" | "value", objection: string): void {
  const byte = machine.byte();
  if (byte === CR || byte === LF) return endChunkLine(machine, `chunk extension ${what}`);
  if (byte !== SEMICOLON) return machine.fail("HPE_STRICT", objection, machine.at + 1);
  machine.at++;
  machine.state = State.chunkExtension;
}

export function readChunkExtensionName(machine: Machine): void {
  if (!takeExtension(machine, isToken)) return;
  if (machine.byte() !== EQUALS) return endExtension(machine, "name", "Invalid character in chunk extensions name");
  machine.at++;
  machine.state = State.chunkExtensionValue;
}

export function readChunkExtensionValue(machine: Machine): void {
  if (machine.byte() === QUOTE) {
    machine.at++;
    machine.state = State.chunkExtensionQuoted;
    return;
  }
  if (!takeExtension(machine, isToken)) return;
  endExtension(machine, "value", "Invalid character in chunk extensions value");
}

const isQuotable = (byte: number): boolean =>
  byte === TAB || (byte >= SPACE && byte !== DELETE && byte !== QUOTE && byte !== BACKSLASH);

export function readChunkExtensionQuoted(machine: Machine): void {
  if (!takeExtension(machine, isQuotable)) return;
  const byte = machine.byte();
  if (byte !== QUOTE && byte !== BACKSLASH) {
    return machine.fail("HPE_STRICT", "Invalid character in chunk extensions quoted value", machine.at + 1);
  }
  machine.at++;
  machine.state = byte === QUOTE ? State.chunkExtensionQuoteEnd : State.chunkExtensionQuotedPair;
}

export function readChunkExtensionQuotedPair(machine: Machine): void {
  const byte = machine.byte();
  if (byte !== TAB && (byte < SPACE || byte === DELETE)) {
    return machine.fail("HPE_STRICT", "Invalid quoted-pair in chunk extensions quoted value", machine.at + 1);
  }
  machine.at++;
  machine.events.onChunkExtension(2);
  machine.state = State.chunkExtensionQuoted;
}

export function readChunkExtensionQuoteEnd(machine: Machine): void {
  endExtension(machine, "value", "Invalid character in chunk extensions quote value");
}

export function readChunkSizeLF(machine: Machine): void {
  if (machine.byte() === LF) machine.at++;
  else if (!machine.allows(Lenient.optionalLFAfterCR))
    return machine.fail("HPE_STRICT", "Expected LF after chunk size");
  machine.events.onChunkHeader();
  if (machine.contentLength > 0) {
    machine.state = State.chunkData;
    return;
  }
  machine.isTrailing = true;
  machine.state = State.headerField;
}

export function readChunkData(machine: Machine): void {
  if (takeBody(machine)) machine.state = State.chunkDataEnd;
}

export function readChunkDataEnd(machine: Machine): void {
  const byte = machine.byte();
  if (byte === CR) {
    machine.at++;
    machine.state = State.chunkDataLF;
    return;
  }
  if (byte === LF && machine.allows(Lenient.optionalCRBeforeLF)) {
    machine.state = State.chunkDataLF;
    return;
  }
  if (byte === LF) return machine.fail("HPE_CR_EXPECTED", "Missing expected CR after chunk data", machine.at + 1);
  if (!machine.allows(Lenient.optionalCRLFAfterChunk))
    return machine.fail("HPE_STRICT", "Expected LF after chunk data");
  machine.events.onChunkComplete();
  machine.state = State.chunkSize;
}

export function readChunkDataLF(machine: Machine): void {
  if (machine.byte() === LF) machine.at++;
  else if (!machine.allows(Lenient.optionalLFAfterCR))
    return machine.fail("HPE_STRICT", "Expected LF after chunk data");
  machine.events.onChunkComplete();
  machine.state = State.chunkSize;
}

/** After the last message only line breaks may come; a lenient parser passes over everything. */
export function readClosed(machine: Machine): void {
  const byte = machine.byte();
  if (byte === CR || byte === LF || machine.allows(Lenient.dataAfterClose)) {
    machine.at++;
    return;
  }
  machine.fail("HPE_CLOSED_CONNECTION", "Data after `Connection: close`", machine.at + 1);
}
