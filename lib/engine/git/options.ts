import { GitFailure } from "./failure";

/** What a command takes: `flag` alone, `value` with one, `list` again and again. Short names map to long ones. */
export interface OptionSpec {
  readonly flags?: readonly string[];
  readonly values?: readonly string[];
  readonly lists?: readonly string[];
  /** Those whose value, if they have one, is joined to them: `-uno`, `--color=always`. */
  readonly optionals?: readonly string[];
  readonly short?: Readonly<Record<string, string>>;
  /** Options such as `-5`. */
  readonly number?: string;
}

export interface Options {
  readonly has: (name: string) => boolean;
  readonly value: (name: string) => string | undefined;
  readonly list: (name: string) => readonly string[];
  /** Which of these was typed last. */
  readonly last: (...names: readonly string[]) => string | undefined;
  /** Before `--`. */
  readonly rest: readonly string[];
  /** After `--`, or undefined without one. */
  readonly paths: readonly string[] | undefined;
}

/** Reads arguments as git does: options anywhere, short ones together, values with `=` or after. */
export function readOptions(args: readonly string[], spec: OptionSpec): Options {
  const found = new Map<string, string[]>();
  const rest: string[] = [];
  const order: string[] = [];
  const add = (name: string, value = "") => {
    found.set(name, [...(found.get(name) ?? []), value]);
    order.push(name);
  };
  const takesValue = (name: string) => spec.values?.includes(name) === true || spec.lists?.includes(name) === true;
  const queue = [...args];
  let paths: string[] | undefined;
  for (let arg = queue.shift(); arg !== undefined; arg = queue.shift()) {
    if (arg === "--") paths = queue.splice(0);
    else if (arg.startsWith("--")) readLong(arg.slice(2), spec, takesValue, add, queue);
    else if (spec.number !== undefined && /^-\d+$/.test(arg)) add(spec.number, arg.slice(1));
    else if (arg.startsWith("-") && arg !== "-") readShort(arg.slice(1), spec, takesValue, add, queue);
    else rest.push(arg);
  }
  return {
    has: (name) => found.has(name),
    value: (name) => found.get(name)?.at(-1),
    list: (name) => found.get(name) ?? [],
    last: (...names) => order.findLast((name) => names.includes(name)),
    rest,
    paths,
  };
}

/** As commands that take revisions say it: what is no option of theirs is no argument at all. */
export function readRevisionOptions(args: readonly string[], spec: OptionSpec): Options {
  try {
    return readOptions(args, spec);
  } catch (error) {
    const typed = typedUnknown(error, args);
    if (typed === undefined) throw error;
    throw new GitFailure(`fatal: unrecognized argument: ${typed}`);
  }
}

/** The option that a command doesn't know, as it was typed. */
export function typedUnknown(error: unknown, args: readonly string[]): string | undefined {
  const name = error instanceof GitFailure && /^error: unknown (?:option|switch) `(.*)'$/u.exec(error.message)?.[1];
  if (typeof name !== "string") return undefined;
  return (
    args.find((arg) => arg.startsWith(`--${name}`)) ??
    args.find((arg) => /^-[^-]/u.test(arg) && arg.includes(name)) ??
    `-${name}`
  );
}

function readLong(
  text: string,
  spec: OptionSpec,
  takesValue: (name: string) => boolean,
  add: (name: string, value?: string) => void,
  queue: string[],
): void {
  const [typed, value] = split(text);
  const name = wholeName(typed, spec);
  if (takesValue(name)) add(name, value ?? needed(queue, name));
  else if (spec.flags?.includes(name) || spec.optionals?.includes(name)) add(name, value);
  else throw unknownOption(`option \`${name}'`);
}

/** The beginning of a name stands for it where nothing else begins so. */
function wholeName(typed: string, { flags = [], values = [], lists = [], optionals = [] }: OptionSpec): string {
  const all = [...flags, ...values, ...lists, ...optionals].filter((name) => name.length > 1);
  if (typed.length < 2 || all.includes(typed)) return typed;
  const found = all.filter((name) => name.startsWith(typed));
  return found.length === 1 ? (found[0] ?? typed) : typed;
}

function readShort(
  letters: string,
  spec: OptionSpec,
  takesValue: (name: string) => boolean,
  add: (name: string, value?: string) => void,
  queue: string[],
): void {
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? "";
    const name = spec.short?.[letter];
    if (name === undefined) throw unknownOption(`switch \`${letter}'`);
    if (takesValue(name)) {
      add(name, letters.slice(at + 1) || needed(queue, `-${letter}`));
      return;
    }
    if (spec.optionals?.includes(name)) {
      add(name, letters.slice(at + 1));
      return;
    }
    add(name);
  }
}

const split = (text: string): [string, string | undefined] => {
  const at = text.indexOf("=");
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
};

const unknownOption = (what: string): GitFailure => new GitFailure(`error: unknown ${what}`, 129);

function needed(queue: string[], option: string): string {
  const value = queue.shift();
  if (value === undefined) throw new GitFailure(`error: option \`${option.replace(/^-+/, "")}' requires a value`, 129);
  return value;
}
