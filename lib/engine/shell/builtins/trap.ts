import { signals } from "../../protocol/signals.data";
import { singleQuoted } from "../quote";
import { complain, say, type Scope } from "../scope";
import type { Builtin, Shell } from "../shell";
import { setTrap, signalOf } from "../signal-traps";

const pseudo = new Set(["EXIT", "ERR", "DEBUG", "RETURN"]);

/** The signals in the order of their numbers, one name each. */
export const signalNames: readonly (readonly [name: string, number: number])[] = Object.entries(signals)
  .filter(([name]) => !["SIGIOT", "SIGPOLL"].includes(name))
  .toSorted(([, a], [, b]) => a - b);

/** `kill -l` and `trap -l`: five in a row. */
export function signalTable(): string {
  const cells = signalNames.map(([name, number]) => `${String(number).padStart(2)}) ${name}`);
  const rows = Array.from({ length: Math.ceil(cells.length / 5) }, (_, at) => cells.slice(at * 5, at * 5 + 5));
  return rows.map((row) => `${row.join("\t")}\n`).join("");
}

function eventNamed(text: string): string {
  const name = text === "0" ? "EXIT" : text.toUpperCase().replace(/^SIG/, "");
  return signalNames.find(([, number]) => String(number) === name)?.[0].slice(3) ?? name;
}

const orderOf = (event: string): number => signalOf(event) ?? (event === "EXIT" ? 0 : 99);

function showTraps(names: readonly string[], scope: Scope, shell: Shell): void {
  for (const [event, action] of [...shell.traps].toSorted(([a], [b]) => orderOf(a) - orderOf(b))) {
    const shown = signalOf(event) === undefined ? event : `SIG${event}`;
    if (names.length === 0 || names.includes(event)) say(scope, 1, `trap -- ${singleQuoted(action)} ${shown}\n`);
  }
}

function setTraps(action: string, names: readonly string[], scope: Scope, shell: Shell): number {
  let code = 0;
  for (const text of names) {
    const event = eventNamed(text);
    if (pseudo.has(event) || signalOf(event) !== undefined) {
      setTrap(shell, scope, event, action === "-" ? undefined : action);
      continue;
    }
    complain(scope, `trap: ${text}: invalid signal specification`);
    code = 1;
  }
  return code;
}

export const trap: Builtin = (args, scope, shell) => {
  const [first] = args;
  if (first === "-l") {
    say(scope, 1, signalTable());
    return 0;
  }
  if (first === undefined || first === "-p") {
    showTraps(args.slice(1).map(eventNamed), scope, shell);
    return 0;
  }
  const words = first === "--" ? args.slice(1) : args;
  const [action = "", ...names] = words;
  const resets = names.length === 0 || /^\d+$/.test(action);
  return resets ? setTraps("-", words, scope, shell) : setTraps(action, names, scope, shell);
};
