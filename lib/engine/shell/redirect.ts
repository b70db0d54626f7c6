import type { Redirection } from "unbash";
import { expandHereDoc, expandText } from "./expand";
import { ShellFailure } from "./flow";
import { variable, type Scope, type Streams } from "./scope";
import { openModes, SystemError, type ShellSystem } from "./system";

export interface Redirected {
  readonly streams: Streams;
  /** Lets go of what was opened. */
  readonly close: () => void;
}

let temporaries = 0;

/** A file that nobody else can name: what goes into one end is read at the other, from its beginning. */
export function temporaryFile(system: ShellSystem, pid: number): { readonly writer: number; readonly reader: number } {
  const path = `/tmp/.sh-${pid}-${++temporaries}`;
  const writer = system.open(path, openModes.fresh, 0o600);
  const reader = system.open(path, openModes.read);
  system.unlink(path);
  return { writer, reader };
}

/** A descriptor from which `text` is read. */
function readerOf(text: string, { system, state }: Scope): number {
  const { writer, reader } = temporaryFile(system, state.pid);
  system.write(writer, text);
  system.close(writer);
  return reader;
}

const flagsOf: Readonly<Record<string, number>> = {
  "<": openModes.read,
  ">": openModes.write,
  ">|": openModes.write,
  ">>": openModes.append,
  "<>": openModes.both,
  "&>": openModes.write,
  "&>>": openModes.append,
};

function openFile(scope: Scope, path: string, operator: string): number {
  const isKept = operator === ">" && scope.state.options.noClobber && scope.system.stat(path)?.type === "file";
  if (isKept) throw new ShellFailure(`${path}: cannot overwrite existing file`);
  try {
    return scope.system.open(path, flagsOf[operator] ?? openModes.read);
  } catch (error) {
    if (error instanceof SystemError) throw new ShellFailure(`${path}: ${error.message}`);
    throw error;
  }
}

function textFor(redirection: Redirection & { readonly type: "HereDoc" | "HereString" }, scope: Scope): string {
  if (redirection.type === "HereString") {
    return `${redirection.target === undefined ? "" : expandText(redirection.target, scope)}\n`;
  }
  const { body, operator } = redirection;
  const text = body.parts === undefined ? body.text : expandHereDoc(body.parts, scope);
  return operator === "<<-" ? text.replace(/^\t+/gm, "") : text;
}

/** Makes 3>&1 and the like: the stream that is named, or none for `-`. */
function duplicated(streams: Streams, target: string): number | undefined {
  if (target === "-") return undefined;
  const fd = /^\d+-?$/.test(target) ? streams.get(Number.parseInt(target, 10)) : undefined;
  if (fd === undefined) throw new ShellFailure(`${target}: Bad file descriptor`);
  return fd;
}

/** The lowest number from ten on that is free: what `{name}>file` stands for. */
const firstNamed = 10;

function freeNumber(streams: Streams): number {
  let number = firstNamed;
  while (streams.has(number)) number++;
  return number;
}

/** The number before the operator; `{name}` is given one, or, to be closed, says which. */
function numberOf({ descriptor, ...redirection }: Redirection, streams: Streams, scope: Scope): number | undefined {
  if (descriptor?.type === "FileDescriptor") return descriptor.value;
  if (descriptor === undefined) return undefined;
  const closes =
    redirection.type === "Redirect" && redirection.operator.endsWith("&") && redirection.target?.value === "-";
  if (closes) return Number(variable(scope.state, descriptor.name) ?? -1);
  const number = freeNumber(streams);
  scope.state.variables.set(descriptor.name, String(number));
  return number;
}

/** The streams as they are behind the redirections, from left to right. */
export function redirect(redirections: readonly Redirection[], scope: Scope): Redirected {
  const streams = new Map(scope.streams);
  const opened: number[] = [];
  const close = () => {
    for (const fd of opened.splice(0)) scope.system.close(fd);
  };
  const fromText = (redirection: Redirection & { readonly type: "HereDoc" | "HereString" }) => {
    const fd = readerOf(textFor(redirection, scope), scope);
    opened.push(fd);
    streams.set(numberOf(redirection, streams, scope) ?? 0, fd);
  };
  const fromFile = (number: number, path: string, operator: string, both: boolean) => {
    const fd = openFile(scope, path, operator === ">&" ? ">" : operator);
    opened.push(fd);
    streams.set(number, fd);
    if (both) streams.set(2, fd);
  };
  const apply = (redirection: Redirection) => {
    if (redirection.type !== "Redirect") {
      fromText(redirection);
      return;
    }
    const { operator } = redirection;
    const target = redirection.target === undefined ? "" : expandText(redirection.target, scope);
    const number = numberOf(redirection, streams, scope) ?? (operator.startsWith("<") ? 0 : 1);
    const both = operator.startsWith("&") || (operator === ">&" && !/^(?:\d+-?|-)$/.test(target));
    if (both || !operator.endsWith("&")) {
      fromFile(number, target, operator, both);
      return;
    }
    const fd = duplicated(streams, target);
    if (fd === undefined) streams.delete(number);
    else streams.set(number, fd);
    // `3>&4-` moves it.
    if (/^\d+-$/.test(target)) streams.delete(Number.parseInt(target, 10));
  };
  try {
    for (const redirection of redirections) apply(redirection);
  } catch (error) {
    close();
    throw error;
  }
  return { streams, close };
}
