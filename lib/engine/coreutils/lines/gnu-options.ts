/** An option as it was given, by its short letter or the key that its long name stands for. */
export type Given = readonly [key: string, value: string];

/** What getopt says of an option that it doesn't know. */
export class OptionError extends Error {}

export interface OptionTable {
  /** As for getopt: `:` takes a value, `::` one that is joined to it. */
  readonly short: string;
  /** A long name and its key; `=` behind the key takes a value, `?` may take one. */
  readonly long: Readonly<Record<string, string>>;
  /** Stops at the first word that is no option. */
  readonly leading?: boolean;
  /** `-12` as the value of a key. */
  readonly number?: string;
}

/** The options and the words that are none, wherever they stand; `--` ends the options. */
export function readOptions(
  args: readonly string[],
  table: OptionTable,
): { given: readonly Given[]; rest: readonly string[] } {
  const given: Given[] = [];
  const rest: string[] = [];
  const queue = [...args];
  for (let arg = queue.shift(); arg !== undefined; arg = queue.shift()) {
    if (arg === "--") rest.push(...queue.splice(0));
    else if (arg.startsWith("--")) given.push(longOption(arg, table, queue));
    else if (table.number !== undefined && /^-\d+$/u.test(arg)) given.push([table.number, arg.slice(1)]);
    else if (arg.length > 1 && arg.startsWith("-")) given.push(...letters(arg.slice(1), table, queue));
    else rest.push(arg, ...(table.leading === true ? queue.splice(0) : []));
  }
  return { given, rest };
}

function letters(cluster: string, table: OptionTable, queue: string[]): readonly Given[] {
  const found: Given[] = [];
  for (let at = 0; at < cluster.length; at++) {
    const letter = cluster[at] ?? "";
    const place = letter === ":" ? -1 : table.short.indexOf(letter);
    if (place === -1) throw new OptionError(`invalid option -- '${letter}'`);
    if (table.short[place + 1] !== ":") {
      found.push([letter, ""]);
      continue;
    }
    const joined = cluster.slice(at + 1);
    const value = joined !== "" || table.short[place + 2] === ":" ? joined : queue.shift();
    if (value === undefined) throw new OptionError(`option requires an argument -- '${letter}'`);
    return [...found, [letter, value]];
  }
  return found;
}

/** The whole name that a beginning of one stands for. */
function fullName(name: string, arg: string, long: OptionTable["long"]): string {
  const similar = Object.hasOwn(long, name) ? [name] : Object.keys(long).filter((one) => one.startsWith(name));
  const [first] = similar;
  if (first === undefined) throw new OptionError(`unrecognized option '--${name}'`);
  if (new Set(similar.map((one) => long[one])).size > 1)
    throw new OptionError(
      `option '${arg}' is ambiguous; possibilities: ${similar.map((one) => `'--${one}'`).join(" ")}`,
    );
  return first;
}

function longOption(arg: string, { long }: OptionTable, queue: string[]): Given {
  const [, name = "", value] = /^--([^=]*)(?:=([^]*))?$/u.exec(arg) ?? [];
  const full = fullName(name, arg, long);
  const meaning = long[full] ?? "";
  if (meaning.endsWith("=")) {
    const taken = value ?? queue.shift();
    if (taken === undefined) throw new OptionError(`option '--${full}' requires an argument`);
    return [meaning.slice(0, -1), taken];
  }
  if (meaning.endsWith("?")) return [meaning.slice(0, -1), value ?? ""];
  if (value !== undefined) throw new OptionError(`option '--${full}' doesn't allow an argument`);
  return [meaning, ""];
}

/** The last value of a key; undefined where it wasn't given. */
export const lastOf = (given: readonly Given[], key: string): string | undefined =>
  given.findLast(([name]) => name === key)?.[1];
