import { CONNECT } from "./methods";
import { CR, LF, type Machine } from "./machine";

const Part = { start: 0, schema: 1, delimiter: 2, serverStart: 3, server: 4, path: 5, query: 6, fragment: 7 } as const;

const ALPHA = 1;
const URL = 2;
const SERVER = 4;
const SPACE = 32;
const TAB = 9;
const FORM_FEED = 12;

const SLASH = 47;
const QUESTION = 63;
const HASH = 35;
const STAR = 42;
const COLON = 58;

/** Which places each byte may stand in. */
const classes = new Uint8Array(256);
for (let byte = 0x21; byte < 0x7f; byte++) {
  const character = String.fromCharCode(byte);
  if (/[a-z]/i.test(character)) classes[byte] = (classes[byte] ?? 0) | ALPHA;
  if (!/[#?]/.test(character)) classes[byte] = (classes[byte] ?? 0) | URL;
  if (/[\w\-.!~*'()%;:&=+$,[\]@]/.test(character)) classes[byte] = (classes[byte] ?? 0) | SERVER;
}

const is = (byte: number, kind: number): boolean => ((classes[byte] ?? 0) & kind) !== 0;

/** The part in which the byte stands, or why it can't. */
type Step = (byte: number, machine: Machine) => number | string;

function start(byte: number, machine: Machine): number | string {
  if (machine.method === CONNECT) return serverStart(byte);
  if (byte === SLASH || byte === STAR) return Part.path;
  return is(byte, ALPHA) ? Part.schema : "Unexpected start char in url";
}

function schema(byte: number, machine: Machine): number | string {
  if (byte === COLON) {
    machine.token = "";
    return Part.delimiter;
  }
  return is(byte, ALPHA) ? Part.schema : "Unexpected char in url schema";
}

function delimiter(byte: number, machine: Machine): number | string {
  if (byte !== SLASH) return "Unexpected char in url schema";
  machine.token += "/";
  return machine.token === "//" ? Part.serverStart : Part.delimiter;
}

function server(byte: number): number | string {
  if (byte === SLASH) return Part.path;
  if (byte === QUESTION) return Part.query;
  return is(byte, SERVER) ? Part.server : "Unexpected char in url server";
}

const serverStart = server;

function path(byte: number): number | string {
  if (byte === QUESTION) return Part.query;
  if (byte === HASH) return Part.fragment;
  return is(byte, URL) ? Part.path : "Invalid char in url path";
}

function query(byte: number): number | string {
  if (byte === QUESTION) return Part.query;
  if (byte === HASH) return Part.fragment;
  return is(byte, URL) ? Part.query : "Invalid char in url query";
}

function fragment(byte: number): number | string {
  return byte === QUESTION || byte === HASH || is(byte, URL) ? Part.fragment : "Invalid char in url fragment start";
}

const steps: readonly Step[] = [start, schema, delimiter, serverStart, server, path, query, fragment];

function emit(machine: Machine, from: number): void {
  if (machine.at > from) machine.events.onUrl(machine.text(from, machine.at));
}

const isEnding = (byte: number): boolean => byte === SPACE || byte === CR || byte === LF;

/** Goes on to the byte that ends the target or the chunk, or says what can't be where it stands. */
function scan(machine: Machine): string | undefined {
  for (; machine.at < machine.end; machine.at++) {
    const byte = machine.byte();
    if (machine.urlPart === Part.path && is(byte, URL)) continue;
    if (isEnding(byte)) return machine.urlPart < Part.serverStart ? "Invalid characters in url" : undefined;
    if (byte === TAB || byte === FORM_FEED) return "Invalid characters in url";
    const next = steps[machine.urlPart]?.(byte, machine) ?? "Invalid characters in url";
    if (typeof next === "string") return next;
    machine.urlPart = next;
  }
  return undefined;
}

/** Reads the target of a request. Answers the byte that ended it, which is still to be taken. */
export function readUrl(machine: Machine): number | undefined {
  const from = machine.at;
  const objection = scan(machine);
  if (objection !== undefined) {
    machine.fail("HPE_INVALID_URL", objection, machine.at + (objection.startsWith("Invalid characters") ? 1 : 0));
    return undefined;
  }
  emit(machine, from);
  if (machine.at === machine.end) return undefined;
  machine.token = "";
  return machine.byte();
}
