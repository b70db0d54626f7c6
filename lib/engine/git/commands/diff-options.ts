import type { Repository } from "../context";
import { failed, fatal } from "../failure";
import type { Options } from "../options";
import type { PatchForm } from "../patch";
import { matcher } from "../pattern";
import { config } from "../repository";
import type { StatForm } from "../stat-table";
import type { WordForm } from "../word-diff";

/** Tables that an option alone asks for. */
const flagTables = [
  "patch-with-stat",
  "patch-with-raw",
  "shortstat",
  "numstat",
  "summary",
  "raw",
  "name-only",
  "name-status",
  "cumulative",
] as const;

/** Tables of names and numbers. */
const tables = [
  "stat",
  "stat-width",
  "stat-name-width",
  "stat-graph-width",
  "stat-count",
  "compact-summary",
  "dirstat",
  "dirstat-by-file",
  ...flagTables,
] as const;

const statNames = [...tables.slice(0, 5), "compact-summary", "patch-with-stat"] as const;

/** What asks for a patch, beside a table or without one. */
const forms = ["patch", "unified", "patch-with-stat", "patch-with-raw", "binary"] as const;

/** What every command that shows changes takes. */
export const changesSpec = {
  flags: [
    ...flagTables,
    "patch",
    "no-patch",
    "null",
    "no-color",
    "no-prefix",
    "ignore-all-space",
    "ignore-space-change",
    "ignore-space-at-eol",
    "ignore-cr-at-eol",
    "ignore-blank-lines",
    "no-renames",
    "text",
    "ext-diff",
    "no-ext-diff",
    "textconv",
    "no-textconv",
    "full-index",
    "function-context",
    "binary",
    "no-relative",
    "R",
    "minimal",
    "patience",
    "histogram",
    "indent-heuristic",
    "no-indent-heuristic",
    "pickaxe-all",
    "pickaxe-regex",
    "irreversible-delete",
    "find-copies-harder",
    "ita-invisible-in-index",
    "ita-visible-in-index",
    "no-color-moved",
    "rename-empty",
    "no-rename-empty",
  ],
  optionals: [
    "stat",
    "compact-summary",
    "color",
    "word-diff",
    "color-words",
    "find-renames",
    "find-copies",
    "relative",
    "abbrev",
    "dirstat",
    "dirstat-by-file",
    "color-moved",
    "submodule",
    "ignore-submodules",
    "break-rewrites",
  ],
  values: [
    "unified",
    "diff-filter",
    "diff-algorithm",
    "src-prefix",
    "dst-prefix",
    "inter-hunk-context",
    "word-diff-regex",
    "stat-width",
    "stat-name-width",
    "stat-graph-width",
    "stat-count",
    "S",
    "G",
    "find-object",
    "line-prefix",
    "output",
    "output-indicator-new",
    "output-indicator-old",
    "output-indicator-context",
    "ws-error-highlight",
    "skip-to",
    "rotate-to",
    "O",
    "l",
    "color-moved-ws",
  ],
  lists: ["ignore-matching-lines", "anchored"],
  short: {
    p: "patch",
    u: "patch",
    s: "no-patch",
    U: "unified",
    w: "ignore-all-space",
    b: "ignore-space-change",
    M: "find-renames",
    C: "find-copies",
    B: "break-rewrites",
    D: "irreversible-delete",
    a: "text",
    z: "null",
    W: "function-context",
    R: "R",
    S: "S",
    G: "G",
    I: "ignore-matching-lines",
    O: "O",
    l: "l",
    X: "dirstat",
  },
} as const;

const absent = {
  "break-rewrites": "-B isn't there in the tab: leave it out.",
  "find-copies-harder": "--find-copies-harder isn't there in the tab: -C finds copies of files that changed.",
  O: "-O isn't there in the tab: name the files in their order.",
  anchored: "--anchored isn't there in the tab: use --patience.",
} as const;

/** What can't be done is refused before anything is written. */
export function refuseAbsent(options: Options, isColored: boolean): void {
  for (const [name, sentence] of Object.entries(absent)) if (options.has(name)) fatal(sentence);
  if (!isColored) return;
  if (options.has("color-moved") && options.value("color-moved") !== "no")
    fatal("--color-moved isn't there in the tab: leave it out.");
  if (!["new", "default", undefined].includes(options.value("ws-error-highlight")))
    fatal("--ws-error-highlight isn't there in the tab but for what is new: leave it out.");
}

const hasAny = (options: Pick<Options, "has">, names: readonly string[]): boolean =>
  names.some((name) => options.has(name));

export const hasStat = (options: Options): boolean => hasAny(options, statNames);
export const hasTables = (options: Options): boolean => hasAny(options, tables);
export const hasPatch = (options: Options): boolean => hasAny(options, forms);

export const showsChanges = (options: Pick<Options, "has">): boolean =>
  !options.has("no-patch") && hasAny(options, [...tables, ...forms]);

/** Names or numbers are asked for, and no patch. */
export const showsTables = (options: Options): boolean => hasTables(options) && !hasPatch(options);

/** A table of names and a patch stand apart by a line. */
export const showsBoth = (options: Options): boolean => hasPatch(options) && hasStat(options);

const number = (text: string | undefined): number | undefined =>
  text === undefined || text === "" ? undefined : Number(text);

/** `--stat=<width>,<name's width>,<count>`, or each by its own option. */
export function statForm(options: Options): StatForm {
  const [width, name, count] = (options.value("stat") ?? "").split(",");
  return {
    width: number(options.value("stat-width")) ?? number(width),
    nameWidth: number(options.value("stat-name-width")) ?? number(name),
    graphWidth: number(options.value("stat-graph-width")),
    count: number(options.value("stat-count")) ?? number(count),
  };
}

const wordStyles = ["plain", "color", "porcelain"] as const;

function wordForm(options: Options): WordForm | undefined {
  const given = options.has("color-words") ? options.value("color-words") : options.value("word-diff-regex");
  const word = given === undefined || given === "" ? undefined : new RegExp(given, "gu");
  if (options.has("color-words")) return { style: "color", word };
  if (!options.has("word-diff") && !options.has("word-diff-regex")) return undefined;
  const asked = options.value("word-diff") || "plain";
  if (asked === "none") return undefined;
  return { style: wordStyles.find((one) => one === asked) ?? fatal(`bad --word-diff argument: ${asked}`), word };
}

function ignoredBy(options: Options): PatchForm["ignores"] {
  if (options.has("ignore-all-space")) return "blanks";
  if (options.has("ignore-space-change")) return "amount of blanks";
  if (options.has("ignore-space-at-eol")) return "blanks at ends";
  return options.has("ignore-cr-at-eol") ? "returns at ends" : "nothing";
}

/** Changes that are of no account if all of their lines are. */
function idleLines(options: Options): PatchForm["idle"] {
  const patterns = options
    .list("ignore-matching-lines")
    .map((text) => matcher(text, { has: (name) => name === "extended-regexp" }));
  const blanks = options.has("ignore-blank-lines");
  if (patterns.length === 0 && !blanks) return undefined;
  const ignores = ignoredBy(options) ?? "nothing";
  const isBlank = (line: string) => (ignores === "nothing" ? line === "" || line === "\n" : line.trim() === "");
  return (line) => (blanks && isBlank(line)) || patterns.some((pattern) => pattern.test(line.replace(/\n$/u, "")));
}

const algorithms: Readonly<Record<string, PatchForm["algorithm"]>> = {
  myers: "myers",
  default: "myers",
  minimal: "myers",
  patience: "patience",
  histogram: "histogram",
};

async function algorithmOf(repository: Repository, options: Options): Promise<PatchForm["algorithm"]> {
  const last = options.last("minimal", "patience", "histogram", "diff-algorithm");
  const name = last === "diff-algorithm" || last === undefined ? options.value("diff-algorithm") : last;
  const asked = name ?? (await config(repository, "diff.algorithm")) ?? "myers";
  return (
    algorithms[asked] ?? failed('option diff-algorithm accepts "myers", "minimal", "patience" and "histogram"', 129)
  );
}

const signOf = (options: Options, name: "new" | "old" | "context", usual: string): string => {
  const given = options.value(`output-indicator-${name}`) ?? usual;
  return given.length === 1 ? given : failed(`output-indicator-${name} expects a character, got '${given}'`, 129);
};

async function prefixesOf(repository: Repository, options: Options): Promise<readonly [string, string]> {
  const plain = options.has("no-prefix") || (await config(repository, "diff.noprefix")) === "true";
  const [from, to] = plain ? ["", ""] : ["a/", "b/"];
  const named = [options.value("src-prefix") ?? from, options.value("dst-prefix") ?? to] as const;
  return options.has("R") ? [named[1], named[0]] : named;
}

/** How patches are written, by the options and the configuration. */
export async function patchForm(repository: Repository, options: Options): Promise<PatchForm> {
  const context = options.value("unified") ?? (await config(repository, "diff.context"));
  return {
    context: context === undefined ? 3 : Number(context),
    prefixes: await prefixesOf(repository, options),
    ignores: ignoredBy(options),
    idle: idleLines(options),
    algorithm: await algorithmOf(repository, options),
    byIndent: !options.has("no-indent-heuristic"),
    signs: { "+": signOf(options, "new", "+"), "-": signOf(options, "old", "-"), " ": signOf(options, "context", " ") },
    hidesGone: options.has("irreversible-delete"),
    text: options.has("text"),
    fullIndex: options.has("full-index"),
    binary: options.has("binary"),
    length: options.has("no-abbrev") ? 40 : (number(options.value("abbrev")) ?? 7),
    wholeFunctions: options.has("function-context"),
    joins: number(options.value("inter-hunk-context")) ?? 0,
    words: wordForm(options),
  };
}
