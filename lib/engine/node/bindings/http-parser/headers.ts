import { CONNECT } from "./methods";
import { CR, LF, Lenient, OK, REQUEST, State, type Machine } from "./machine";
import { isToken } from "./token";

const SPACE = 32;
const TAB = 9;
const COLON = 58;
const DELETE = 127;

const isBlank = (byte: number): boolean => byte === SPACE || byte === TAB;

/** The headers that decide where the message ends and what comes after it. */
const framing = new Set(["connection", "proxy-connection", "content-length", "transfer-encoding", "upgrade"]);

const INVALID = "HPE_INVALID_HEADER_TOKEN";

export function readHeadersStart(machine: Machine): void {
  if (machine.byte() === SPACE) {
    if (!machine.allows(Lenient.headers)) {
      return machine.fail("HPE_UNEXPECTED_SPACE", "Unexpected space after start line", machine.at + 1);
    }
    machine.at++;
    return;
  }
  machine.state = State.headerField;
}

export function readHeaderField(machine: Machine): void {
  const byte = machine.byte();
  if (byte === CR) {
    machine.at++;
    machine.state = State.headersLF;
    return;
  }
  if (byte === LF) {
    if (!machine.allows(Lenient.optionalCRBeforeLF))
      return machine.fail(INVALID, "Invalid header field char", machine.at + 1);
    machine.state = State.headersLF;
    return;
  }
  if (byte === COLON) return machine.fail(INVALID, "Invalid header token");
  machine.fieldName = "";
  machine.fieldValue = "";
  machine.state = State.headerFieldName;
}

/** What the name alone decides: both ways to give a body's length must not meet in one message. */
function checkFieldName(machine: Machine, name: string): void {
  const mayMeet = machine.allows(Lenient.chunkedLength);
  if (name === "content-length" && machine.hasContentLength) {
    return machine.fail("HPE_UNEXPECTED_CONTENT_LENGTH", "Duplicate Content-Length");
  }
  if (name === "content-length" && machine.hasTransferEncoding && !mayMeet) {
    return machine.fail("HPE_INVALID_CONTENT_LENGTH", "Content-Length can't be present with Transfer-Encoding");
  }
  if (name === "transfer-encoding" && machine.hasContentLength && !mayMeet) {
    machine.fail("HPE_INVALID_TRANSFER_ENCODING", "Transfer-Encoding can't be present with Content-Length");
  }
}

function endFieldName(machine: Machine): void {
  const name = machine.fieldName.toLowerCase();
  machine.fieldName = framing.has(name) ? name : "";
  machine.at++;
  machine.state = State.headerValueStart;
  if (machine.fieldName !== "") checkFieldName(machine, name);
}

export function readHeaderFieldName(machine: Machine): void {
  const start = machine.at;
  while (machine.at < machine.end && isToken(machine.byte())) machine.at++;
  if (machine.at > start) {
    const text = machine.text(start, machine.at);
    machine.fieldName += text;
    machine.events.onHeaderField(text);
  }
  if (machine.at === machine.end || machine.error !== OK) return;
  if (machine.byte() !== COLON) return machine.fail(INVALID, "Invalid header token");
  endFieldName(machine);
}

export function skipBlanksBeforeValue(machine: Machine): void {
  while (machine.at < machine.end && isBlank(machine.byte())) machine.at++;
  if (machine.at === machine.end) return;
  machine.state = State.headerValue;
  if (machine.byte() !== CR && machine.byte() !== LF) return;
  machine.events.onHeaderValue("");
  if (machine.byte() !== CR || machine.error !== OK) return;
  machine.at++;
  machine.state = State.emptyValueLF;
}

function isValueByte(byte: number, machine: Machine): boolean {
  if (byte === CR || byte === LF) return false;
  if ((byte >= SPACE && byte !== DELETE) || byte === TAB) return true;
  return machine.allows(Lenient.headers) || (byte !== 0 && machine.allows(Lenient.headerValueRelaxed));
}

function endValueLine(machine: Machine): void {
  const byte = machine.byte();
  if (byte === LF && !machine.allows(Lenient.optionalCRBeforeLF) && !machine.allows(Lenient.headers)) {
    return machine.fail("HPE_CR_EXPECTED", "Missing expected CR after header value", machine.at + 1);
  }
  if (byte !== CR && byte !== LF) return machine.fail(INVALID, "Invalid header value char");
  if (byte === CR) machine.at++;
  machine.state = State.headerValueLF;
}

const MAX_LENGTH_DIGITS = 20;

/** Keeps the value of a framing header. A length that can't be right is refused before its line ends. */
function gather(machine: Machine, text: string): void {
  machine.fieldValue += text;
  if (machine.fieldName !== "content-length") return;
  if (!/^\d+[ \t]*$/.test(machine.fieldValue)) {
    machine.fail("HPE_INVALID_CONTENT_LENGTH", "Invalid character in Content-Length");
  } else if (machine.fieldValue.trimEnd().length > MAX_LENGTH_DIGITS) {
    machine.fail("HPE_INVALID_CONTENT_LENGTH", "Content-Length overflow");
  }
}

export function readHeaderValue(machine: Machine): void {
  const start = machine.at;
  while (machine.at < machine.end && isValueByte(machine.byte(), machine)) machine.at++;
  if (machine.at > start) {
    const text = machine.text(start, machine.at);
    machine.events.onHeaderValue(text);
    if (machine.fieldName !== "" && machine.error === OK) gather(machine, text);
  }
  if (machine.at < machine.end && machine.error === OK) endValueLine(machine);
}

export function readHeaderValueLF(machine: Machine): void {
  if (machine.byte() !== LF) {
    return machine.fail("HPE_LF_EXPECTED", "Missing expected LF after header value", machine.at + 1);
  }
  machine.at++;
  machine.state = State.headerFold;
}

export function readEmptyValueLF(machine: Machine): void {
  machine.expectLF(State.headerFold, machine.allows(Lenient.optionalLFAfterCR), "HPE_STRICT", "Expected LF after CR");
}

/** A line that begins with a blank continues the value before it: forbidden long since, so only lenient parsers join them. */
export function readHeaderFold(machine: Machine): void {
  if (isBlank(machine.byte())) {
    if (!machine.allows(Lenient.headers)) {
      return machine.fail(INVALID, "Unexpected whitespace after header value", machine.at + 1);
    }
    machine.state = State.headerValue;
    return;
  }
  machine.state = State.headerField;
  if (machine.fieldName !== "") acceptFramingHeader(machine, machine.fieldValue.replace(/[ \t]+$/, ""));
}

function acceptContentLength(machine: Machine, value: string): void {
  if (value === "") return machine.fail("HPE_INVALID_CONTENT_LENGTH", "Empty Content-Length");
  if (BigInt(value) > 0xffffffffffffffffn) {
    return machine.fail("HPE_INVALID_CONTENT_LENGTH", "Content-Length overflow");
  }
  machine.hasContentLength = true;
  machine.contentLength = Number(value);
}

function acceptTransferEncoding(machine: Machine, value: string): void {
  const isStrict = machine.type === REQUEST && !machine.allows(Lenient.transferEncoding);
  const codings = value
    .toLowerCase()
    .split(",")
    .map((each) => each.trim());
  const hasLaterCoding = machine.isChunked || codings.slice(0, -1).includes("chunked");
  if (value === "") return machine.fail("HPE_INVALID_TRANSFER_ENCODING", "Empty Transfer-Encoding");
  if (hasLaterCoding && isStrict) {
    return machine.fail("HPE_INVALID_TRANSFER_ENCODING", "Invalid `Transfer-Encoding` header value");
  }
  machine.hasTransferEncoding = true;
  machine.isChunked = codings.at(-1) === "chunked";
}

function acceptConnection(machine: Machine, value: string): void {
  for (const each of value.toLowerCase().split(",")) {
    const option = each.trim();
    if (option === "close") machine.closes = true;
    if (option === "keep-alive") machine.keepsAlive = true;
    if (option === "upgrade") machine.wantsUpgrade = true;
  }
}

function acceptFramingHeader(machine: Machine, value: string): void {
  switch (machine.fieldName) {
    case "content-length":
      return acceptContentLength(machine, value);
    case "transfer-encoding":
      return acceptTransferEncoding(machine, value);
    case "upgrade":
      machine.hasUpgrade = true;
      return;
    default:
      return acceptConnection(machine, value);
  }
}

export function readHeadersLF(machine: Machine): void {
  if (machine.byte() === LF) machine.at++;
  else if (!machine.allows(Lenient.optionalLFAfterCR)) return machine.fail("HPE_STRICT", "Expected LF after headers");
  if (machine.isTrailing) {
    machine.events.onChunkComplete();
    machine.completeMessage();
    return;
  }
  const isUpgrade = machine.hasUpgrade && machine.wantsUpgrade;
  machine.upgrade = isUpgrade
    ? machine.type === REQUEST || machine.statusCode === 101
    : machine.type === REQUEST && machine.method === CONNECT;
  const answer = machine.events.onHeadersComplete();
  if (answer === 2) machine.upgrade = true;
  if (answer === 1 || answer === 2) machine.skipsBody = true;
  if (machine.error === OK) chooseBody(machine);
}

/** Whether the bytes after the headers belong to another protocol. */
function leavesHttp(machine: Machine): boolean {
  if (machine.type !== REQUEST && machine.statusCode === 101) return true;
  if (!machine.upgrade) return false;
  const hasBody = machine.isChunked || machine.contentLength > 0;
  return machine.method === CONNECT || machine.skipsBody || !hasBody;
}

function hasNoBody(machine: Machine): boolean {
  const { statusCode } = machine;
  if (machine.skipsBody) return true;
  return (
    machine.type !== REQUEST && ((statusCode >= 100 && statusCode < 200) || statusCode === 204 || statusCode === 304)
  );
}

function chooseBody(machine: Machine): void {
  if (leavesHttp(machine)) {
    machine.upgrade = true;
    return machine.completeMessage();
  }
  if (hasNoBody(machine)) return machine.completeMessage();
  if (machine.isChunked) {
    machine.state = State.chunkSize;
    return;
  }
  if (machine.hasTransferEncoding) return chooseUnknownCoding(machine);
  if (machine.hasContentLength && machine.contentLength > 0) {
    machine.state = State.bodyByLength;
    return;
  }
  if (machine.hasContentLength || !machine.needsEnd()) return machine.completeMessage();
  readToEnd(machine);
}

function chooseUnknownCoding(machine: Machine): void {
  const isLenient = machine.allows(Lenient.chunkedLength) || machine.allows(Lenient.transferEncoding);
  if (machine.type === REQUEST && !isLenient) {
    return machine.fail("HPE_INVALID_TRANSFER_ENCODING", "Request has invalid `Transfer-Encoding`");
  }
  readToEnd(machine);
}

function readToEnd(machine: Machine): void {
  machine.finish = "safe, and completes the message";
  machine.state = State.bodyToEnd;
}
