import type { ShellOptions } from "./state";

/** What `set` knows: the letter, the name, and what it switches here. Some are as they are, whatever is set. */
const table: readonly (readonly [name: string, letter: string, option: keyof ShellOptions | boolean])[] = [
  ["allexport", "a", "exportAll"],
  ["braceexpand", "B", true],
  ["emacs", "", false],
  ["errexit", "e", "exitOnFailure"],
  ["errtrace", "E", "trapErrorsWithin"],
  ["functrace", "T", "trapCallsWithin"],
  ["hashall", "h", true],
  ["histexpand", "H", false],
  ["history", "", false],
  ["ignoreeof", "", false],
  ["interactive-comments", "", true],
  ["keyword", "k", false],
  ["monitor", "m", false],
  ["noclobber", "C", "noClobber"],
  ["noexec", "n", "noExecution"],
  ["noglob", "f", "noGlob"],
  ["nolog", "", false],
  ["notify", "b", false],
  ["nounset", "u", "failOnUnset"],
  ["onecmd", "t", false],
  ["physical", "P", false],
  ["pipefail", "", "pipefail"],
  ["posix", "", false],
  ["privileged", "p", false],
  ["verbose", "v", false],
  ["vi", "", false],
  ["xtrace", "x", "trace"],
];

const isOn = (option: keyof ShellOptions | boolean, options: ShellOptions): boolean =>
  typeof option === "boolean" ? option : options[option];

export interface NamedOption {
  readonly name: string;
  readonly on: boolean;
}

export const namedOptions = (options: ShellOptions): readonly NamedOption[] =>
  table.map(([name, , option]) => ({ name, on: isOn(option, options) }));

/** The letters of `$-`, in the order bash has them. */
export function optionLetters(options: ShellOptions, interactive: boolean): string {
  const on = (letter: string) => {
    const found = table.find(([, one]) => one === letter);
    return letter === "i" ? interactive : found !== undefined && isOn(found[2], options);
  };
  return Array.from("abefhikmnptuvxBCEHPT").filter(on).join("");
}

/** Switches an option; false where there is none of that name. */
export function setNamed(name: string, on: boolean, options: ShellOptions): boolean {
  const found = table.find(([one]) => one === name);
  if (found !== undefined && typeof found[2] === "string") options[found[2]] = on;
  return found !== undefined;
}

function setLetter(letter: string, on: boolean, options: ShellOptions): boolean {
  const found = table.find(([, one]) => one === letter);
  return found !== undefined && setNamed(found[0], on, options);
}

export interface AppliedFlags {
  /** The arguments behind them, if they are to be taken. */
  readonly positional: readonly string[] | undefined;
  /** `-o` or `+o` with nothing behind it. */
  readonly shows: "-o" | "+o" | undefined;
  readonly unknown: string | undefined;
}

/** Sets what `-eux` and `-o pipefail` mean. */
export function applyFlags(args: readonly string[], options: ShellOptions): AppliedFlags {
  let unknown: string | undefined;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    const done = { shows: undefined, unknown };
    if (arg === "--") return { ...done, positional: args.slice(at + 1) };
    if (arg === "-") return { ...done, positional: args.length > at + 1 ? args.slice(at + 1) : undefined };
    if (!/^[-+]\w/.test(arg)) return { ...done, positional: args.slice(at) };
    const on = arg.startsWith("-");
    for (const flag of arg.slice(1)) {
      const name = flag === "o" ? args[++at] : undefined;
      if (flag === "o" && name === undefined) return { positional: undefined, shows: on ? "-o" : "+o", unknown };
      const known = name === undefined ? setLetter(flag, on, options) : setNamed(name, on, options);
      if (!known) unknown ??= name ?? arg.charAt(0) + flag;
    }
  }
  return { positional: undefined, shows: undefined, unknown };
}
