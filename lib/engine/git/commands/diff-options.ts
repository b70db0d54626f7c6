import type { Repository } from "../context";
import { fatal } from "../failure";
import type { Options } from "../options";
import type { PatchForm } from "../patch";
import { config } from "../repository";
import type { StatForm } from "../stat-table";
import type { WordForm } from "../word-diff";

/** What every command that shows changes takes. */
export const changesSpec = {
  flags: [
    "patch",
    "no-patch",
    "shortstat",
    "numstat",
    "summary",
    "raw",
    "name-only",
    "name-status",
    "patch-with-stat",
    "patch-with-raw",
    "null",
    "no-color",
    "no-prefix",
    "ignore-all-space",
    "ignore-space-change",
    "ignore-space-at-eol",
    "no-renames",
    "text",
    "no-ext-diff",
    "no-textconv",
    "full-index",
    "function-context",
    "binary",
    "no-relative",
    "R",
  ],
  optionals: ["stat", "compact-summary", "color", "word-diff", "color-words", "find-renames", "relative", "abbrev"],
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
  ],
  short: {
    p: "patch",
    u: "patch",
    s: "no-patch",
    U: "unified",
    w: "ignore-all-space",
    b: "ignore-space-change",
    M: "find-renames",
    a: "text",
    z: "null",
    W: "function-context",
    R: "R",
  },
} as const;

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
  return options.has("ignore-space-at-eol") ? "blanks at ends" : "nothing";
}

function checkAlgorithm(options: Options): void {
  const algorithm = options.value("diff-algorithm") ?? "myers";
  if (algorithm !== "myers" && algorithm !== "default")
    fatal(`the diff algorithm '${algorithm}' isn't there in the tab: leave it out for git's usual one.`);
}

async function prefixesOf(repository: Repository, options: Options): Promise<readonly [string, string]> {
  const plain = options.has("no-prefix") || (await config(repository, "diff.noprefix")) === "true";
  const [from, to] = plain ? ["", ""] : ["a/", "b/"];
  const named = [options.value("src-prefix") ?? from, options.value("dst-prefix") ?? to] as const;
  return options.has("R") ? [named[1], named[0]] : named;
}

/** How patches are written, by the options and the configuration. */
export async function patchForm(repository: Repository, options: Options): Promise<PatchForm> {
  checkAlgorithm(options);
  const context = options.value("unified") ?? (await config(repository, "diff.context"));
  return {
    context: context === undefined ? 3 : Number(context),
    prefixes: await prefixesOf(repository, options),
    ignores: ignoredBy(options),
    text: options.has("text"),
    fullIndex: options.has("full-index"),
    binary: options.has("binary"),
    length: number(options.value("abbrev")) ?? 7,
    wholeFunctions: options.has("function-context"),
    joins: number(options.value("inter-hunk-context")) ?? 0,
    words: wordForm(options),
  };
}

/** How alike two files must be to be one that was moved, in hundredths: `-M90%`, `-M9`. */
export function leastSimilar(options: Options): number {
  const given = options.value("find-renames") ?? "";
  if (given === "") return 50;
  if (given.endsWith("%")) return Number(given.slice(0, -1));
  return Number(`0.${given}`) * 100;
}
