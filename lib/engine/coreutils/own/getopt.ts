import type { Command } from "./command";

interface Known {
  readonly letters: ReadonlyMap<string, number>;
  readonly names: ReadonlyMap<string, number>;
}

/** How many colons follow: none, an argument, an argument that may be missing. */
function lettersOf(text: string): Map<string, number> {
  return new Map(
    [...text.replace(/^[+-]/, "").matchAll(/([^:])(:{0,2})/g)].map(([, letter = "", colons = ""]) => [
      letter,
      colons.length,
    ]),
  );
}

const namesOf = (text: string): [string, number][] =>
  text
    .split(/[,\s]+/)
    .filter(Boolean)
    .map((name) => [name.replace(/:+$/, ""), (/:*$/.exec(name)?.[0] ?? "").length]);

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

interface Sorted {
  readonly words: string[];
  readonly faults: string[];
}

/** Sorts one word's options; what they need further is taken from the queue. */
class Sorter {
  readonly options: string[] = [];
  readonly faults: string[] = [];

  constructor(
    private readonly known: Known,
    private readonly quote: (text: string) => string,
    private readonly queue: string[],
  ) {}

  long(arg: string): void {
    const equals = arg.indexOf("=");
    const given = arg.slice(2, equals < 0 ? undefined : equals);
    const value = equals < 0 ? undefined : arg.slice(equals + 1);
    const { names } = this.known;
    const matching = names.has(given) ? [given] : [...names.keys()].filter((name) => name.startsWith(given));
    const [name, ...others] = matching;
    if (name === undefined) this.faults.push(`unrecognized option '--${given}'`);
    else if (others.length > 0)
      this.faults.push(
        `option '--${given}' is ambiguous; possibilities: ${matching.map((one) => `'--${one}'`).join(" ")}`,
      );
    else this.#take(`--${name}`, names.get(name) ?? 0, value);
  }

  #take(option: string, kind: number, value: string | undefined): void {
    if (kind === 0) {
      if (value === undefined) this.options.push(option);
      else this.faults.push(`option '${option}' doesn't allow an argument`);
      return;
    }
    const taken = value ?? (kind === 1 ? this.queue.shift() : "");
    if (taken !== undefined) this.options.push(option, this.quote(taken));
    else if (option.startsWith("--")) this.faults.push(`option '${option}' requires an argument`);
    else this.faults.push(`option requires an argument -- '${option.slice(1)}'`);
  }

  letters(arg: string): void {
    for (let at = 1; at < arg.length; at++) {
      const letter = arg.charAt(at);
      const kind = this.known.letters.get(letter);
      if (kind === undefined) {
        this.faults.push(`invalid option -- '${letter}'`);
        continue;
      }
      const rest = arg.slice(at + 1);
      this.#take(`-${letter}`, kind, kind === 0 || rest === "" ? undefined : rest);
      if (kind > 0) return;
    }
  }
}

function sort(args: readonly string[], known: Known, quote: (text: string) => string, stops: boolean): Sorted {
  const rest: string[] = [];
  const queue = [...args];
  const sorter = new Sorter(known, quote, queue);
  for (let arg = queue.shift(); arg !== undefined; arg = queue.shift()) {
    if (arg === "--") rest.push(...queue.splice(0));
    else if (arg.startsWith("--")) sorter.long(arg);
    else if (arg.length > 1 && arg.startsWith("-")) sorter.letters(arg);
    else rest.push(arg, ...(stops ? queue.splice(0) : []));
  }
  return { words: [...sorter.options, "--", ...rest.map(quote)], faults: sorter.faults };
}

interface Asked {
  short: string | undefined;
  name: string;
  readonly flags: Set<string>;
  readonly names: [string, number][];
  readonly rest: string[];
}

const spelled: Readonly<Record<string, string>> = {
  "--options": "-o",
  "--longoptions": "-l",
  "--long": "-l",
  "--name": "-n",
  "--shell": "-s",
  "--quiet": "-q",
  "--unquoted": "-u",
  "--test": "-T",
};

const taking: Readonly<Record<string, (asked: Asked, value: string) => void>> = {
  "-o": (asked, value) => (asked.short = value),
  "-l": ({ names }, value) => names.push(...namesOf(value)),
  "-n": (asked, value) => (asked.name = value),
  "-s": () => undefined,
};

/** getopt's own options; what follows them is the script's. */
function askedOf(args: readonly string[]): Asked {
  const queue = [...args];
  const asked: Asked = { short: undefined, name: "getopt", flags: new Set(), names: [], rest: queue };
  if (/^[^-]/.test(args[0] ?? "")) {
    asked.short = queue.shift();
    asked.flags.add("old");
    return asked;
  }
  for (let word = queue.shift(); word !== undefined && word !== "--"; word = queue.shift()) {
    const [, key, inline] = /^(--[\w-]+|-[olnsqQTu])(?:=?([^]+))?$/.exec(word) ?? [];
    if (key === undefined) {
      queue.unshift(word);
      break;
    }
    const option = spelled[key] ?? key;
    const take = taking[option];
    if (take) take(asked, inline ?? queue.shift() ?? "");
    else asked.flags.add(option);
  }
  return asked;
}

/** The letters come as a word of their own where no option gave them. */
function withLetters(asked: Asked): Asked {
  if (asked.short === undefined && asked.names.length === 0) asked.short = asked.rest.shift();
  return asked;
}

/** util-linux's: sorts a script's options so that the script can walk through them. */
export const getopt: Command = (call) => {
  const asked = withLetters(askedOf(call.args));
  const { short, name, flags, names, rest } = asked;
  if (flags.has("-T")) return 4;
  if (short === undefined && names.length === 0) {
    call.complain("missing optstring argument\nTry 'getopt --help' for more information.");
    return 2;
  }
  const quote = flags.has("old") || flags.has("-u") ? (text: string) => text : quoted;
  const stops = short?.startsWith("+") === true || process.env["POSIXLY_CORRECT"] !== undefined;
  const { words, faults } = sort(rest, { letters: lettersOf(short ?? ""), names: new Map(names) }, quote, stops);
  if (!flags.has("-q")) for (const fault of faults) process.stderr.write(`${name}: ${fault}\n`);
  call.out(` ${words.join(" ")}\n`);
  return faults.length > 0 ? 1 : 0;
};
