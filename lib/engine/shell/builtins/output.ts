import { setElement, setVariable } from "../assign";
import { unescaped } from "../escapes";
import { ShellFailure } from "../flow";
import { formatted } from "../printf";
import { complain, say, type Scope } from "../scope";
import type { Builtin } from "../shell";

const echo: Builtin = (args, scope) => {
  const flags = args.findIndex((arg) => !/^-[neE]+$/.test(arg));
  const count = flags < 0 ? args.length : flags;
  const options = args.slice(0, count).join("");
  const text = args.slice(count).join(" ");
  const made = options.includes("e") ? unescaped(text, true, true) : { text, ended: false };
  say(scope, 1, made.text + (options.includes("n") || made.ended ? "" : "\n"));
  return 0;
};

function store(name: string, text: string, scope: Scope): void {
  const [, array, index] = /^(\w+)\[([^]*)\]$/.exec(name) ?? [];
  if (array === undefined || index === undefined) setVariable(name, text, false, scope);
  else setElement(array, index, text, false, scope);
}

const printf: Builtin = (args, scope: Scope) => {
  const into = args[0] === "-v" ? args[1] : undefined;
  const behind = into === undefined ? args : args.slice(2);
  const rest = behind[0] === "--" ? behind.slice(1) : behind;
  if (rest[0] === undefined) throw new ShellFailure("printf: usage: printf [-v var] format [arguments]", 2);
  const { text, faults } = formatted(rest[0], rest.slice(1));
  if (into === undefined) say(scope, 1, text);
  else store(into, text, scope);
  for (const fault of faults) complain(scope, `printf: ${fault}: invalid number`);
  return Number(faults.length > 0);
};

export const output: Readonly<Record<string, Builtin>> = { echo, printf };
