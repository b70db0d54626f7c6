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

class FlagReader {
  unknown: string | undefined;
  shows: "-o" | "+o" | undefined;
  #at = 0;
  constructor(
    readonly args: readonly string[],
    readonly options: ShellOptions,
  ) {}

  /** Reads on to what is no flag; answers what is to be taken as the arguments. */
  read(): readonly string[] | undefined {
    for (; this.#at < this.args.length; this.#at++) {
      const arg = this.args[this.#at] ?? "";
      if (arg === "--") return this.args.slice(this.#at + 1);
      if (arg === "-") return this.args.length > this.#at + 1 ? this.args.slice(this.#at + 1) : undefined;
      if (!/^[-+]\w/.test(arg)) return this.args.slice(this.#at);
      for (const flag of arg.slice(1)) this.#apply(flag, arg.startsWith("-"));
    }
    return undefined;
  }

  #apply(flag: string, on: boolean): void {
    if (flag !== "o") {
      if (!setLetter(flag, on, this.options)) this.unknown ??= `${on ? "-" : "+"}${flag}`;
      return;
    }
    const name = this.args[++this.#at];
    if (name === undefined) this.shows = on ? "-o" : "+o";
    else if (!setNamed(name, on, this.options)) this.unknown ??= name;
  }
}

/** Sets what `-eux` and `-o pipefail` mean. */
export function applyFlags(args: readonly string[], options: ShellOptions): AppliedFlags {
  const reader = new FlagReader(args, options);
  const positional = reader.read();
  return { positional, shows: reader.shows, unknown: reader.unknown };
}
