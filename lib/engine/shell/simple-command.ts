import type { Assignment, Command, Redirection, Word } from "unbash";
import { assign } from "./assign";
import { expandAssigned, expandPrompt, expandWord } from "./expand";
import { waitInForeground } from "./jobs";
import { launch } from "./launch";
import { redirect } from "./redirect";
import { singleQuoted } from "./quote";
import { runTrapOf } from "./run-trap";
import { say, variable, type Scope } from "./scope";
import type { Builtin, Shell } from "./shell";
import { environmentOf } from "./state";

export interface Prepared {
  readonly args: readonly string[];
  readonly assigned: readonly (readonly [name: string, value: string])[];
  readonly redirects: readonly Redirection[];
}

const declares = new Set(["export", "readonly", "local", "declare", "typeset"]);

function assignedValue({ name, value, append }: Assignment, scope: Scope): string {
  const text = value.type === "Word" ? expandAssigned(value, scope) : "";
  return append === true ? (variable(scope.state, name) ?? "") + text : text;
}

function argumentsOf(node: Command, scope: Scope): string[] {
  const asOne = node.name !== undefined && declares.has(node.name.value);
  const expand = (part: Word | Assignment): string[] => {
    if (part.type === "Word") return expandWord(part, scope);
    if (asOne && !isPlain(part)) return [part.name];
    const text = part.value.type === "Word" ? expandAssigned(part.value, scope) : part.text;
    return asOne
      ? [`${part.name}${part.append === true ? "+" : ""}=${text}`]
      : [part.text.slice(0, part.name.length + 1) + text];
  };
  return [...(node.name === undefined ? [] : expandWord(node.name, scope)), ...node.args.flatMap(expand)];
}

/** The command with all its words expanded. */
export function prepare(node: Command, scope: Scope): Prepared {
  const assignments = node.prefix.filter((part) => part.type === "Assignment");
  return {
    args: withAlias(argumentsOf(node, scope), scope),
    redirects: node.redirects,
    assigned: assignments.filter(isPlain).map((one): [string, string] => [one.name, assignedValue(one, scope)]),
  };
}

const isPlain = ({ value, index }: Assignment): boolean => value.type === "Word" && index === undefined;

const isScript = (alias: string): boolean => /[|;&<>()$`"'\\*?[{~]/.test(alias);

function withAlias(args: string[], { state }: Scope): string[] {
  const alias = state.aliases.get(args[0] ?? "");
  return alias === undefined || isScript(alias)
    ? args
    : [...alias.split(/\s+/).filter((word) => word !== ""), ...args.slice(1)];
}

/** Whether it is carried out by a process of its own. */
export function isProgram(shell: Shell, { args: [name] }: Prepared, { state }: Scope): boolean {
  if (name === undefined || state.functions.has(name) || state.aliases.has(name)) return false;
  return shell.builtin(name) === undefined;
}

/** In the order that is written, each seeing those before it. */
function assignAll(node: Command, scope: Scope): void {
  for (const part of node.prefix) {
    if (part.type !== "Assignment") continue;
    assign(part, scope);
    if (isPlain(part)) trace(`${part.name}=${tracedWord(variable(scope.state, part.name) ?? "")}`, scope);
  }
}

/** Variables that are set for one command only. */
function whileAssigned<T>({ assigned }: Prepared, { state }: Scope, work: () => T): T {
  const before = assigned.map(([name]): [string, string | undefined] => [name, state.variables.get(name)]);
  for (const [name, value] of assigned) state.variables.set(name, value);
  try {
    return work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) state.variables.delete(name);
      else state.variables.set(name, value);
    }
  }
}

function runProgram(shell: Shell, node: Command, command: Prepared, scope: Scope): number {
  const env = [...environmentOf(scope.state), ...command.assigned.map(([name, value]) => `${name}=${value}`)];
  const pid = launch(scope, {
    args: command.args,
    streams: scope.streams,
    env,
    group: scope.interactive ? 0 : undefined,
  });
  const { statuses, stopped } = waitInForeground(scope, scope.interactive ? pid : undefined, [pid]);
  if (stopped) shell.noteStopped(pid, [pid], scope.source.slice(node.pos, node.end), scope);
  return statuses[0] ?? 0;
}

/** What is declared as an array is filled once it is one; what can't be changed afterwards, before. */
function runDeclaration(shell: Shell, node: Command, builtin: Builtin, args: readonly string[], scope: Scope): number {
  const lists = node.suffix.filter((part) => part.type === "Assignment").filter((part) => !isPlain(part));
  const isLast = node.name?.value === "readonly";
  if (isLast) for (const list of lists) assign(list, scope);
  const status = builtin(args, scope, shell);
  if (!isLast) for (const list of lists) assign(list, scope);
  return status;
}

/** An alias that is more than words is a script of its own, with the arguments behind it; it doesn't stand for itself in there. */
function runAlias(shell: Shell, alias: string, args: readonly string[], name: string, scope: Scope): number {
  const { aliases } = scope.state;
  aliases.delete(name);
  try {
    return shell.runText([alias, ...args.map(singleQuoted)].join(" "), scope);
  } finally {
    aliases.set(name, alias);
  }
}

function carryOut(shell: Shell, node: Command, command: Prepared, scope: Scope): number {
  const alias = scope.state.aliases.get(command.args[0] ?? "");
  if (alias !== undefined && isScript(alias))
    return runAlias(shell, alias, command.args.slice(1), command.args[0] ?? "", scope);
  const [name = "", ...args] = command.args;
  const own = scope.state.functions.get(name);
  if (own !== undefined) {
    return whileAssigned(command, scope, () => shell.callFunction(own, args, scope));
  }
  const builtin = shell.builtin(name);
  if (builtin !== undefined && declares.has(name)) return runDeclaration(shell, node, builtin, args, scope);
  if (builtin !== undefined) return whileAssigned(command, scope, () => builtin(args, scope, shell));
  return runProgram(shell, node, command, scope);
}

/** Assignments alone have the status of what they ran. */
function runAssignments(node: Command, scope: Scope): number {
  assignAll(node, scope);
  scope.state.lastArgument = "";
  return scope.state.status * Number(hasCapture(node));
}

const tracedWord = (word: string): string => (/^[\w@%+=:,./[\]!-]+$/.test(word) ? word : singleQuoted(word));

/** `set -x`: what is about to be done, behind `PS4`, the first sign of which tells how deep in substitutions one is. */
function trace(text: string, scope: Scope): void {
  if (!scope.state.options.trace || text === "") return;
  const head = expandPrompt(variable(scope.state, "PS4") ?? "+ ", scope);
  say(scope, 2, `${head.slice(0, 1).repeat(scope.state.substitutions)}${head}${text}\n`);
}

export function runCommand(shell: Shell, node: Command, scope: Scope): number {
  const { state } = scope;
  if (node.name === undefined && node.suffix.length === 0) {
    runTrapOf(shell, scope, "DEBUG");
    const { close } = redirect(node.redirects, scope);
    close();
    return runAssignments(node, scope);
  }
  runTrapOf(shell, scope, "DEBUG");
  const command = prepare(node, scope);
  trace(command.args.map(tracedWord).join(" "), scope);
  const { streams, close } = redirect(command.redirects, scope);
  const isExec = command.args[0] === "exec";
  try {
    if (command.args.length === 0) return runAssignments(node, scope);
    if (isExec && command.args.length === 1) {
      shell.keepStreams(scope, streams);
      return 0;
    }
    state.lastArgument = command.args.at(-1) ?? "";
    return carryOut(shell, node, command, { ...scope, streams });
  } finally {
    if (!isExec) close();
  }
}

/** `x=$(false)` has the status of what it ran. */
const hasCapture = (node: Command): boolean =>
  node.prefix.some((part) => part.type === "Assignment" && /\$\(|`/.test(part.text));
