import { kindOf, type Change } from "../changes";
import type { Repository } from "../context";
import { fatal } from "../failure";
import type { Options } from "../options";
import {
  kindLine,
  numberLine,
  rawLine,
  statOf,
  writePatch,
  writeShortStat,
  writeStat,
  type PatchForm,
  type Texts,
} from "../patch";
import { withRenames, type Shown } from "../renames";
import { contentOf } from "../snapshot";
import { modeLine } from "../summary";

/** What every command that shows changes takes. */
export const changesSpec = {
  flags: [
    "patch",
    "no-patch",
    "stat",
    "shortstat",
    "numstat",
    "summary",
    "raw",
    "name-only",
    "name-status",
    "no-color",
    "color",
    "no-prefix",
    "ignore-all-space",
    "ignore-space-change",
    "ignore-space-at-eol",
    "find-renames",
    "no-renames",
    "text",
    "word-diff",
    "color-words",
    "no-ext-diff",
    "histogram",
    "patience",
    "minimal",
    "full-index",
  ],
  values: ["unified", "diff-filter", "diff-algorithm", "src-prefix", "dst-prefix"],
  short: {
    p: "patch",
    u: "patch",
    s: "no-patch",
    U: "unified",
    w: "ignore-all-space",
    b: "ignore-space-change",
    M: "find-renames",
    a: "text",
  },
} as const;

const tables = ["stat", "shortstat", "numstat", "summary", "raw", "name-only", "name-status"] as const;
const forms = ["patch", "unified", "word-diff", "color-words"] as const;

export const showsChanges = (options: Pick<Options, "has">): boolean =>
  !options.has("no-patch") && [...tables, ...forms].some((name) => options.has(name));

/** What can't be drawn is refused: a plain patch in its place would be taken for the other thing. */
function refuseUnknown(options: Options): void {
  for (const name of ["word-diff", "color-words", "full-index"])
    if (options.has(name)) fatal(`--${name} isn't there in the tab: leave it out for a patch by lines.`);
}

function patchForm(options: Options): PatchForm {
  const context = options.value("unified");
  const named = [options.value("src-prefix") ?? "a/", options.value("dst-prefix") ?? "b/"] as const;
  const [from, to] = options.has("no-prefix") ? ["", ""] : named;
  const prefixes = options.has("reverse") ? ([to, from] as const) : ([from, to] as const);
  const amount = options.has("ignore-space-change") || options.has("ignore-space-at-eol");
  return {
    context: context === undefined ? 3 : Number(context),
    prefixes,
    ignores: options.has("ignore-all-space") ? "blanks" : amount ? "amount of blanks" : "nothing",
  };
}

const letterOf = (change: Shown): string => (change.rename ? "R" : kindOf(change));

function isWanted(change: Shown, filter: string | undefined): boolean {
  if (filter === undefined) return true;
  const letter = letterOf(change);
  if (filter !== filter.toLowerCase()) return filter.includes(letter);
  return !filter.includes(letter.toLowerCase());
}

/** The changes as they will be shown: what was moved joined, what isn't asked for left out. */
export async function shownChanges(
  repository: Repository,
  changes: readonly Change[],
  options: Options,
  inTree: boolean,
): Promise<readonly Shown[]> {
  const texts = (change: Change) => textsOf(repository, change, inTree);
  const joined = options.has("no-renames") ? changes : await withRenames(changes, texts);
  return joined.filter((change) => isWanted(change, options.value("diff-filter")));
}

/** Writes changes in the form that the options ask for. `inTree`: what is new stands in the working tree, not in git. */
export async function writeChanges(
  repository: Repository,
  changes: readonly Change[],
  options: Options,
  inTree: boolean,
): Promise<void> {
  refuseUnknown(options);
  const shown = await shownChanges(repository, changes, options, inTree);
  if (shown.length === 0 || options.has("no-patch")) return;
  const context = colored(repository, options);
  const form = patchForm(options);
  const texts = (change: Change) => textsOf(repository, change, inTree);
  const tabled = await writeTables(context, shown, { options, form, texts, inTree });
  if (tabled && !forms.some((name) => options.has(name))) return;
  if (tabled) context.out("\n");
  for (const change of shown) context.out(writePatch(context, change, await texts(change), form));
}

function colored(repository: Repository, options: Options): Repository {
  if (options.has("no-color") || options.value("color") === "never") return { ...repository, color: false };
  const asked = options.has("color") && options.value("color") !== "auto";
  return asked ? { ...repository, color: true } : repository;
}

interface Writing {
  readonly options: Options;
  readonly form: PatchForm;
  readonly texts: (change: Change) => Promise<Texts>;
  readonly inTree: boolean;
}

/** Whether any table was asked for; they stand one below the other in git's order. */
async function writeTables(repository: Repository, shown: readonly Shown[], writing: Writing): Promise<boolean> {
  const { options, form, texts, inTree } = writing;
  const asked = tables.filter((name) => options.has(name));
  if (asked.length === 0) return false;
  const counts = ["stat", "shortstat", "numstat"].some((name) => options.has(name));
  const stats = counts ? await Promise.all(shown.map(async (change) => statOf(change, await texts(change), form))) : [];
  if (options.has("raw")) repository.out(shown.map((change) => rawLine(change, inTree)).join(""));
  if (options.has("name-only")) repository.out(shown.map(({ path }) => `${path}\n`).join(""));
  if (options.has("name-status")) repository.out(shown.map(kindLine).join(""));
  if (options.has("numstat")) repository.out(stats.map(numberLine).join(""));
  if (options.has("stat")) repository.out(writeStat(repository, stats));
  if (options.has("shortstat") && !options.has("stat")) repository.out(writeShortStat(stats));
  if (options.has("summary")) repository.out(shown.map(modeLine).join(""));
  return true;
}

async function textsOf(repository: Repository, change: Change, inTree: boolean): Promise<Texts> {
  const before = await contentOf(repository, change.before);
  if (!inTree || !change.after) return { before, after: await contentOf(repository, change.after) };
  const file = `${repository.dir}/${change.path}`;
  if (change.after.mode === 0o120000)
    return { before, after: new TextEncoder().encode(await repository.fs.promises.readlink(file)) };
  return { before, after: await repository.fs.promises.readFile(file) };
}
