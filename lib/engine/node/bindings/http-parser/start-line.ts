import { allMethods, beginsMethod, methodNumber, PRI, protocolObjection } from "./methods";
import { CR, LF, Lenient, REQUEST, State, type Machine } from "./machine";
import { readUrl } from "./target";

const SPACE = 32;
const SLASH = 47;
const DOT = 46;
const PREFACE = "\r\n\r\nSM\r\n\r\n";
const versions = new Set(["0.9", "1.0", "1.1", "2.0"]);
const protocols = ["HTTP/", "RTSP/", "ICE/"];

const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;

export function readStart(machine: Machine): void {
  const byte = machine.byte();
  if (byte === CR || byte === LF) {
    machine.at++;
    return;
  }
  machine.state = machine.type === REQUEST ? State.method : State.protocol;
  machine.beginMessage();
}

export function readMethod(machine: Machine): void {
  while (machine.at < machine.end) {
    const byte = machine.byte();
    const longer = machine.token + String.fromCharCode(byte);
    if (beginsMethod(longer)) {
      machine.token = longer;
      machine.at++;
      continue;
    }
    const method = methodNumber(machine.token);
    if (method === undefined) return machine.fail("HPE_INVALID_METHOD", "Invalid method encountered");
    if (byte !== SPACE) return machine.fail("HPE_INVALID_METHOD", "Expected space after method");
    machine.method = method;
    machine.token = "";
    machine.at++;
    machine.state = State.spacesBeforeUrl;
    return;
  }
}

export function skipSpacesBeforeUrl(machine: Machine): void {
  if (machine.byte() === SPACE) machine.at++;
  else machine.state = State.url;
}

export function readTarget(machine: Machine): void {
  const ending = readUrl(machine);
  if (ending === undefined) return;
  machine.at++;
  if (ending === SPACE) {
    machine.state = State.protocol;
    return;
  }
  machine.major = 0;
  machine.minor = 9;
  machine.state = ending === CR ? State.http09 : State.headersStart;
}

export function readHttp09End(machine: Machine): void {
  machine.expectLF(State.headersStart, false, "HPE_INVALID_URL", "Expected CRLF");
}

function acceptProtocol(machine: Machine): void {
  const objection =
    machine.type === REQUEST ? protocolObjection(machine.token.slice(0, -1), machine.method) : undefined;
  if (objection !== undefined) return machine.fail("HPE_INVALID_CONSTANT", objection);
  machine.token = "";
  machine.state = State.version;
}

export function readProtocol(machine: Machine): void {
  while (machine.at < machine.end) {
    const byte = machine.byte();
    if (byte === SPACE && machine.token === "" && machine.type === REQUEST) {
      machine.at++;
      continue;
    }
    machine.token += String.fromCharCode(byte);
    if (!protocols.some((each) => each.startsWith(machine.token))) {
      return machine.fail("HPE_INVALID_CONSTANT", "Expected HTTP/, RTSP/ or ICE/");
    }
    machine.at++;
    if (byte === SLASH) return acceptProtocol(machine);
  }
}

/** Why `byte` can't be at its place in `1.1`; `undefined` where it can. */
function versionObjection(place: number, byte: number): string | undefined {
  if (place === 1) return byte === DOT ? undefined : "Expected dot";
  if (isDigit(byte)) return undefined;
  return place === 0 ? "Invalid major version" : "Invalid minor version";
}

function acceptVersion(machine: Machine): void {
  if (!versions.has(machine.token) && !machine.allows(Lenient.version)) {
    return machine.fail("HPE_INVALID_VERSION", "Invalid HTTP version");
  }
  machine.major = Number(machine.token[0]);
  machine.minor = Number(machine.token[2]);
  machine.token = "";
  if (machine.type !== REQUEST) machine.state = State.statusCode;
  else machine.state = machine.method === PRI ? State.preface : State.requestLineEnd;
}

export function readVersion(machine: Machine): void {
  while (machine.at < machine.end) {
    const byte = machine.byte();
    const objection = versionObjection(machine.token.length, byte);
    if (objection !== undefined) return machine.fail("HPE_INVALID_VERSION", objection);
    machine.token += String.fromCharCode(byte);
    machine.at++;
    if (machine.token.length === 3) return acceptVersion(machine);
  }
}

export function readRequestLineEnd(machine: Machine): void {
  const byte = machine.byte();
  const isLF = byte === LF && machine.allows(Lenient.optionalCRBeforeLF);
  if (byte !== CR && !isLF) return machine.fail("HPE_INVALID_VERSION", "Expected CRLF after version");
  if (!isLF) machine.at++;
  machine.state = State.requestLineLF;
}

export function readRequestLineLF(machine: Machine): void {
  const mayMiss = machine.allows(Lenient.optionalLFAfterCR);
  machine.expectLF(State.headersStart, mayMiss, "HPE_STRICT", "Expected CRLF after version");
}

/** The rest of what an HTTP/2 client says first; HTTP/2 itself is another parser's work. */
export function readPreface(machine: Machine): void {
  while (machine.at < machine.end) {
    if (machine.byte() !== PREFACE.charCodeAt(machine.token.length)) {
      return machine.fail("HPE_INVALID_VERSION", "Expected HTTP/2 Connection Preface");
    }
    machine.token += allMethods[PRI]?.charAt(0) ?? "";
    machine.at++;
    if (machine.token.length === PREFACE.length) return machine.fail("HPE_PAUSED_H2_UPGRADE", "Pause on PRI/Upgrade");
  }
}

function readAfterStatusCode(machine: Machine, byte: number): void {
  const isLF = byte === LF && machine.allows(Lenient.optionalCRBeforeLF);
  if (byte !== SPACE && byte !== CR && !isLF) return machine.fail("HPE_INVALID_STATUS", "Invalid response status");
  machine.statusCode = Number(machine.token);
  machine.token = "";
  if (!isLF) machine.at++;
  machine.state = byte === SPACE ? State.statusText : State.statusLF;
}

/** A space, three digits, and what follows them. */
export function readStatusCode(machine: Machine): void {
  while (machine.at < machine.end) {
    const byte = machine.byte();
    const { length } = machine.token;
    if (length === 4) return readAfterStatusCode(machine, byte);
    if (length === 0 && byte !== SPACE) return machine.fail("HPE_INVALID_VERSION", "Expected space after version");
    if (length > 0 && !isDigit(byte)) return machine.fail("HPE_INVALID_STATUS", "Invalid status code");
    machine.token += String.fromCharCode(byte);
    machine.at++;
  }
}

export function readStatusText(machine: Machine): void {
  const start = machine.at;
  while (machine.at < machine.end && machine.byte() !== CR && machine.byte() !== LF) machine.at++;
  if (machine.at > start) machine.events.onStatus(machine.text(start, machine.at));
  if (machine.at === machine.end) return;
  if (machine.byte() === LF) {
    if (!machine.allows(Lenient.optionalCRBeforeLF)) {
      return machine.fail("HPE_CR_EXPECTED", "Missing expected CR after response line");
    }
  } else {
    machine.at++;
  }
  machine.state = State.statusLF;
}

export function readStatusLF(machine: Machine): void {
  machine.expectLF(State.headersStart, machine.allows(Lenient.optionalLFAfterCR), "HPE_STRICT", "Expected LF after CR");
}
