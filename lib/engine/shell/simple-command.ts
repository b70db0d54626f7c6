import type { Assignment, Command, Redirection, Word } from "unbash";
import { expandText, expandWord } from "./expand";
import { ShellFailure } from "./flow";
import { waitInForeground } from "./jobs";
import { launch } from "./launch";
import { redirect } from "./redirect";
import { say, type Scope } from "./scope";
import type { Shell } from "./shell";
import { environmentOf } from "./state";

export interface Prepared {
  readonly args: readonly string[];
  readonly assigned: readonly (readonly [name: string, value: string])[];
  readonly redirects: readonly Redirection[];
  readonly arrays: readonly (readonly [name: string, items: string[]])[];
}

const declares = new Set(["export", "readonly", "local", "declare", "typeset"]);

function assignedValue({ name, value, append }: Assignment, scope: Scope): string {
  const text = value.type === "Word" ? expandText(value, scope) : "";
  return append === true ? (scope.state.variables.get(name) ?? "") + text : text;
}

function argumentsOf(node: Command, scope: Scope): string[] {
  const asOne = node.name !== undefined && declares.has(node.name.value);
  const expand = (part: Word | Assignment): string[] => {
    if (part.type === "Word") return expandWord(part, scope);
    const text = part.value.type === "Word" ? expandText(part.value, scope) : part.text;
    return asOne ? [`${part.name}=${text}`] : [part.text.slice(0, part.name.length + 1) + text];
  };
  return [...(node.name === undefined ? [] : expandWord(node.name, scope)), ...node.args.flatMap(expand)];
}

/** The command with all its words expanded. */
export function prepare(node: Command, scope: Scope): Prepared {
  const assignments = node.prefix.filter((part) => part.type === "Assignment");
  const lists = assignments.filter(({ value }) => value.type === "ArrayValue");
  return {
    args: withAlias(argumentsOf(node, scope), scope),
    redirects: node.redirects,
    assigned: assignments
      .filter(({ value }) => value.type === "Word")
      .map((one): [string, string] => [one.name, assignedValue(one, scope)]),
    arrays: lists.map(({ name, value }): [string, string[]] => [
      name,
      value.type === "ArrayValue" ? value.elements.flatMap((word) => expandWord(word, scope)) : [],
    ]),
  };
}

function withAlias(args: string[], { state }: Scope): string[] {
  const alias = state.aliases.get(args[0] ?? "");
  return alias === undefined ? args : [...alias.split(/\s+/).filter((word) => word !== ""), ...args.slice(1)];
}

/** Whether it is carried out by a process of its own. */
export function isProgram(shell: Shell, { args: [name] }: Prepared, { state }: Scope): boolean {
  return name !== undefined && !state.functions.has(name) && shell.builtin(name) === undefined;
}

function assign({ assigned, arrays }: Prepared, { state }: Scope): void {
  for (const [name, value] of assigned) {
    if (state.readOnly.has(name)) throw new ShellFailure(`${name}: readonly variable`);
    state.variables.set(name, value);
  }
  for (const [name, items] of arrays) state.arrays.set(name, items);
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

function carryOut(shell: Shell, node: Command, command: Prepared, scope: Scope): number {
  const [name = "", ...args] = command.args;
  const own = scope.state.functions.get(name);
  if (own !== undefined) {
    return whileAssigned(command, scope, () => shell.callFunction(own.node, own.source, args, scope));
  }
  const builtin = shell.builtin(name);
  if (builtin !== undefined) return whileAssigned(command, scope, () => builtin(args, scope, shell));
  return runProgram(shell, node, command, scope);
}

export function runCommand(shell: Shell, node: Command, scope: Scope): number {
  const { state } = scope;
  const command = prepare(node, scope);
  if (state.options.trace && command.args.length > 0) {
    say(scope, 2, `${state.variables.get("PS4") ?? "+ "}${command.args.join(" ")}\n`);
  }
  const { streams, close } = redirect(command.redirects, scope);
  const isExec = command.args[0] === "exec";
  try {
    if (command.args.length === 0) {
      assign(command, scope);
      return node.name === undefined && command.assigned.length > 0 ? state.status * Number(hasCapture(node)) : 0;
    }
    if (isExec && command.args.length === 1) {
      shell.keepStreams(scope, streams);
      return 0;
    }
    return carryOut(shell, node, command, { ...scope, streams });
  } finally {
    if (!isExec) close();
  }
}

/** `x=$(false)` has the status of what it ran. */
const hasCapture = (node: Command): boolean =>
  node.prefix.some((part) => part.type === "Assignment" && /\$\(|`/.test(part.text));
