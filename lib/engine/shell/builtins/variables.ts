import { ShellFailure } from "../flow";
import { say, type Scope } from "../scope";
import type { ShellOptions, ShellState } from "../state";
import type { Builtin } from "../shell";

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

function assign(state: ShellState, text: string): string {
  const equals = text.indexOf("=");
  const name = equals < 0 ? text : text.slice(0, equals);
  if (!/^[A-Za-z_]\w*$/.test(name)) throw new ShellFailure(`${text}: not a valid identifier`);
  if (equals >= 0 && state.readOnly.has(name)) throw new ShellFailure(`${name}: readonly variable`);
  if (equals >= 0) state.variables.set(name, text.slice(equals + 1));
  return name;
}

const exporting: Builtin = (args, scope) => {
  const { state } = scope;
  const undo = args.includes("-n");
  const names = args.filter((arg) => !/^-[pnf]+$/.test(arg));
  if (names.length === 0) {
    for (const name of [...state.exported].toSorted()) {
      say(scope, 1, `export ${name}=${quoted(state.variables.get(name) ?? "")}\n`);
    }
  }
  for (const text of names) {
    const name = assign(state, text);
    if (undo) state.exported.delete(name);
    else state.exported.add(name);
  }
  return 0;
};

const readonlyBuiltin: Builtin = (args, { state }) => {
  for (const text of args.filter((arg) => arg !== "-p")) state.readOnly.add(assign(state, text));
  return 0;
};

const local: Builtin = (args, { state }, shell) => {
  for (const text of args.filter((arg) => !/^-\w+$/.test(arg))) {
    shell.makeLocal(state, text.split("=", 1)[0] ?? "");
    assign(state, text.includes("=") ? text : `${text}=`);
  }
  return 0;
};

const declare: Builtin = (args, scope) => {
  const exports = args.some((arg) => /^-\w*x/.test(arg));
  for (const text of args.filter((arg) => !/^[-+]\w+$/.test(arg))) {
    const name = assign(scope.state, text);
    if (exports) scope.state.exported.add(name);
  }
  return 0;
};

const unset: Builtin = (args, { state }) => {
  for (const name of args.filter((arg) => !/^-[vf]$/.test(arg))) {
    if (state.readOnly.has(name)) throw new ShellFailure(`unset: ${name}: cannot unset: readonly variable`);
    if (!args.includes("-f")) {
      state.variables.delete(name);
      state.arrays.delete(name);
      state.exported.delete(name);
    }
    if (!args.includes("-v")) state.functions.delete(name);
  }
  return 0;
};

const flags: Readonly<Record<string, keyof ShellOptions>> = {
  e: "exitOnFailure",
  u: "failOnUnset",
  x: "trace",
  f: "noGlob",
};
const named: Readonly<Record<string, keyof ShellOptions>> = {
  errexit: "exitOnFailure",
  nounset: "failOnUnset",
  xtrace: "trace",
  noglob: "noGlob",
  pipefail: "pipefail",
};

/** Sets what `-eux` and `-o pipefail` mean; answers the arguments behind them, if they are to be taken. */
export function applyFlags(args: readonly string[], options: ShellOptions): readonly string[] | undefined {
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "--") return args.slice(at + 1);
    if (!/^[-+]\w/.test(arg)) return args.slice(at);
    const on = arg.startsWith("-");
    for (const flag of arg.slice(1)) {
      const option = flag === "o" ? named[args[++at] ?? ""] : flags[flag];
      if (option !== undefined) options[option] = on;
    }
  }
  return undefined;
}

const set: Builtin = (args, scope) => {
  const { state } = scope;
  if (args.length === 0) {
    for (const [name, value] of [...state.variables].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      say(scope, 1, `${name}=${quoted(value)}\n`);
    }
    return 0;
  }
  const positional = applyFlags(args, state.options);
  if (positional !== undefined) state.positional = positional;
  return 0;
};

const shift: Builtin = ([count = "1"], { state }) => {
  if (Number(count) > state.positional.length) return 1;
  state.positional = state.positional.slice(Number(count));
  return 0;
};

/** One line, a byte at a time: what follows it is left to whoever reads next. */
function readLine(scope: Scope, raw: boolean): string | undefined {
  const fd = scope.streams.get(0);
  const bytes: number[] = [];
  for (;;) {
    const [byte] = fd === undefined ? [] : scope.system.read(fd, 1);
    if (byte === undefined) {
      return bytes.length === 0 ? undefined : new TextDecoder().decode(new Uint8Array(bytes));
    }
    if (byte !== 10) bytes.push(byte);
    else if (!raw && bytes.at(-1) === 92) bytes.pop();
    else return new TextDecoder().decode(new Uint8Array(bytes));
  }
}

function distribute(line: string, names: readonly string[], { state }: Scope): void {
  const separators = state.variables.get("IFS") ?? " \t\n";
  const gap = `[${separators.replace(/[\]\\^-]/g, String.raw`\$&`)}]+`;
  let rest = separators === "" ? line : line.replace(new RegExp(`^${gap}|${gap}$`, "g"), "");
  for (const [at, name] of names.entries()) {
    const cut = separators === "" || at === names.length - 1 ? null : new RegExp(gap).exec(rest);
    state.variables.set(name, cut === null ? rest : rest.slice(0, cut.index));
    rest = cut === null ? "" : rest.slice(cut.index + cut[0].length);
  }
}

const read: Builtin = (args, scope) => {
  const raw = args.some((arg) => /^-\w*r/.test(arg));
  const prompt = args.indexOf("-p");
  if (prompt >= 0) say(scope, 2, args[prompt + 1] ?? "");
  const names = args.filter((arg, at) => !arg.startsWith("-") && !(prompt >= 0 && at === prompt + 1));
  const line = readLine(scope, raw);
  distribute(line ?? "", names.length === 0 ? ["REPLY"] : names, scope);
  return Number(line === undefined);
};

const alias: Builtin = (args, scope) => {
  for (const text of args) {
    const equals = text.indexOf("=");
    if (equals > 0) scope.state.aliases.set(text.slice(0, equals), text.slice(equals + 1));
  }
  if (args.length > 0) return 0;
  for (const [name, value] of scope.state.aliases) say(scope, 1, `alias ${name}=${quoted(value)}\n`);
  return 0;
};

const unalias: Builtin = (args, { state }) => {
  for (const name of args) state.aliases.delete(name);
  return 0;
};

export const variables: Readonly<Record<string, Builtin>> = {
  alias,
  declare,
  export: exporting,
  local,
  read,
  readonly: readonlyBuiltin,
  set,
  shift,
  typeset: declare,
  unalias,
  unset,
};
