import { readOptions, type Given } from "../lines/gnu-options";
import { ToolFailure } from "../lines/run-tool";

const table = {
  short: "AacdrtuxC:f:hjJkmnOopPqsT:UvVwWX:zZ",
  long: {
    create: "c",
    compare: "d",
    diff: "d",
    append: "r",
    list: "t",
    update: "u",
    extract: "x",
    get: "x",
    directory: "C=",
    file: "f=",
    dereference: "h",
    bzip2: "j",
    xz: "J",
    gzip: "z",
    gunzip: "z",
    zstd: "zstd",
    "auto-compress": "a",
    "keep-old-files": "k",
    "skip-old-files": "skip",
    overwrite: "overwrite",
    touch: "m",
    "to-stdout": "O",
    "preserve-permissions": "p",
    "same-permissions": "p",
    "no-same-owner": "o",
    "same-owner": "same-owner",
    "absolute-names": "P",
    "files-from": "T=",
    verbose: "v",
    version: "version",
    help: "help",
    "exclude-from": "X=",
    exclude: "exclude=",
    "exclude-vcs": "exclude-vcs",
    "strip-components": "strip=",
    transform: "transform=",
    xform: "transform=",
    wildcards: "wildcards",
    "no-wildcards": "no-wildcards",
    "no-recursion": "no-recursion",
    owner: "owner=",
    group: "group=",
    mode: "mode=",
    mtime: "mtime=",
    sort: "sort=",
    format: "format=",
    "numeric-owner": "numeric",
    totals: "totals",
    checkpoint: "checkpoint?",
    "remove-files": "remove-files",
    "one-top-level": "top?",
    warning: "warning=",
    null: "null",
  },
} as const;

/** A folder to go to, or a file, in the order in which they were given. */
export interface Operand {
  readonly folder: string;
  readonly name: string;
}

export interface TarSettings {
  readonly action: "c" | "d" | "r" | "t" | "u" | "x";
  readonly file: string;
  readonly has: (key: string) => boolean;
  readonly value: (key: string) => string | undefined;
  readonly all: (key: string) => readonly string[];
  readonly operands: readonly Operand[];
  readonly folder: string;
  readonly verbosity: number;
}

/** `tar xzf FILE`: the first word's letters, each with its value from the words behind it. */
function modern(args: readonly string[]): readonly string[] {
  const [first = "", ...rest] = args;
  if (first.startsWith("-") || first === "") return args;
  const queue = [...rest];
  const made = Array.from(first).flatMap((letter) => {
    const takes = table.short[table.short.indexOf(letter) + 1] === ":";
    return takes ? [`-${letter}`, queue.shift() ?? ""] : [`-${letter}`];
  });
  return [...made, ...queue];
}

/** Each name with the folder of the last `-C` before it. */
function operandsOf(args: readonly string[]): {
  operands: readonly Operand[];
  given: readonly Given[];
  folder: string;
} {
  const operands: Operand[] = [];
  const given: Given[] = [];
  let folder = "";
  let queue = [...args];
  while (queue.length > 0) {
    const { given: some, rest } = readOptions(queue, { ...table, leading: true });
    given.push(...some);
    for (const [key, value] of some)
      if (key === "C") folder = value.startsWith("/") || folder === "" ? value : `${folder}/${value}`;
    const [name, ...others] = rest;
    if (name !== undefined) operands.push({ folder, name });
    queue = others;
  }
  return { operands, given, folder };
}

export function tarSettings(args: readonly string[]): TarSettings {
  const { operands, given, folder } = operandsOf(modern(args));
  const actions = given.map(([key]) => key).filter((key) => /^[cdrtux]$/u.test(key));
  const [action] = actions;
  if (action === undefined)
    throw new ToolFailure(
      "You must specify one of the '-Acdtrux', '--delete' or '--test-label' options\nTry 'tar --help' or 'tar --usage' for more information.",
      2,
    );
  if (new Set(actions).size > 1)
    throw new ToolFailure(
      "You may not specify more than one '-Acdtrux', '--delete' or  '--test-label' option\nTry 'tar --help' or 'tar --usage' for more information.",
      2,
    );
  const value = (key: string): string | undefined => given.findLast(([name]) => name === key)?.[1];
  return {
    action: action as TarSettings["action"],
    file: value("f") ?? "-",
    has: (key) => value(key) !== undefined,
    value,
    all: (key) => given.filter(([name]) => name === key).map(([, text]) => text),
    operands,
    folder,
    verbosity: given.filter(([key]) => key === "v").length,
  };
}
