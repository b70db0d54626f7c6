import { arithmeticNames } from "../expand";
import { ShellFailure } from "../flow";
import { complain, say, type Scope } from "../scope";
import { keyFor } from "../shell-array";
import type { ShellState } from "../state";
import { applyFlags, namedOptions } from "../options";
import type { Builtin } from "../shell";
import { declarations } from "./declare";
import { getopts } from "./getopts";
import { shopt } from "./options";
import { mapfile, read } from "./read";

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** `a[1]`, `m[key]` */
function unsetElement(text: string, scope: Scope): boolean {
  const [, name = "", index = ""] = /^(\w+)\[([^]*)\]$/.exec(text) ?? [];
  const array = scope.state.arrays.get(name);
  if (name === "" || array === undefined) return name !== "";
  if (index === "@" || index === "*") scope.state.arrays.delete(name);
  else array.items.delete(keyFor(array, index, arithmeticNames(scope).evaluateText));
  return true;
}

const unset: Builtin = (args, scope) => {
  const { state } = scope;
  for (const name of args.filter((arg) => !/^-[vfn]$/.test(arg))) {
    if (args.includes("-n")) {
      state.references.delete(name);
      continue;
    }
    if (unsetElement(name, scope)) continue;
    if (state.readOnly.has(name)) throw new ShellFailure(`unset: ${name}: cannot unset: readonly variable`);
    const isVariable = state.variables.has(name) || state.arrays.has(name);
    if (!args.includes("-f")) {
      state.variables.delete(name);
      state.arrays.delete(name);
      state.exported.delete(name);
      state.integers.delete(name);
    }
    if (args.includes("-f") || (!args.includes("-v") && !isVariable)) state.functions.delete(name);
  }
  return 0;
};

const optionLines = (shows: "-o" | "+o", { options }: ShellState): string =>
  namedOptions(options)
    .map(({ name, on }) =>
      shows === "-o" ? `${name.padEnd(15)}\t${on ? "on" : "off"}\n` : `set ${on ? "-" : "+"}o ${name}\n`,
    )
    .join("");

const set: Builtin = (args, scope) => {
  const { state } = scope;
  if (args.length === 0) {
    for (const [name, value] of [...state.variables].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      say(scope, 1, `${name}=${quoted(value)}\n`);
    }
    return 0;
  }
  const { positional, shows, unknown } = applyFlags(args, state.options);
  if (positional !== undefined) state.positional = positional;
  if (shows !== undefined) say(scope, 1, optionLines(shows, state));
  if (unknown === undefined) return 0;
  throw new ShellFailure(`set: ${unknown}: invalid option${/^[-+]/.test(unknown) ? "" : " name"}`, 2);
};

const shift: Builtin = ([count = "1"], { state }) => {
  if (Number(count) > state.positional.length) return 1;
  state.positional = state.positional.slice(Number(count));
  return 0;
};

const alias: Builtin = (args, scope) => {
  const { aliases } = scope.state;
  const names = args.filter((arg) => arg !== "-p" && arg !== "--");
  const shown = names.length === 0 ? [...aliases.keys()].toSorted() : names.filter((name) => name.indexOf("=") < 1);
  let status = 0;
  for (const text of names) {
    const equals = text.indexOf("=");
    if (equals > 0) aliases.set(text.slice(0, equals), text.slice(equals + 1));
  }
  for (const name of shown) {
    const value = aliases.get(name);
    if (value !== undefined) say(scope, 1, `alias ${name}=${quoted(value)}\n`);
    else {
      complain(scope, `alias: ${name}: not found`);
      status = 1;
    }
  }
  return status;
};

const unalias: Builtin = (args, scope) => {
  const { aliases } = scope.state;
  if (args.includes("-a")) {
    aliases.clear();
    return 0;
  }
  const missing = args.filter((name) => !aliases.delete(name));
  for (const name of missing) complain(scope, `unalias: ${name}: not found`);
  return Number(missing.length > 0);
};

/** Works things out; the last decides the status. */
const letBuiltin: Builtin = (args, scope) => {
  const names = arithmeticNames(scope);
  return Number(args.map((text) => names.evaluateText(text)).at(-1) === 0n);
};

export const variables: Readonly<Record<string, Builtin>> = {
  ...declarations,
  alias,
  getopts,
  let: letBuiltin,
  mapfile,
  read,
  readarray: mapfile,
  set,
  shift,
  shopt,
  unalias,
  unset,
};
