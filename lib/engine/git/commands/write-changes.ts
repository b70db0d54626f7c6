import { kindOf, type Change } from "../changes";
import type { Repository } from "../context";
import type { Options } from "../options";
import { kindLine, rawLine, statOf, writePatch, type PatchForm, type Texts } from "../patch";
import { withRenames, type Shown } from "../renames";
import { contentOf, ofIndex, type Snapshot } from "../snapshot";
import { compactMark, numberLine, writeShortStat, writeStat, type FileStat } from "../stat-table";
import { modeLine } from "../summary";
import { quotedPath } from "../quoted-path";
import { leastSimilar, patchForm, statForm } from "./diff-options";

export { changesSpec } from "./diff-options";

/** Which side of a change lies in the working tree, if one does. */
export type InTree = boolean | "before";

const statNames = ["stat", "stat-width", "stat-name-width", "stat-graph-width", "stat-count"] as const;

const tables = [
  ...statNames,
  "compact-summary",
  "patch-with-stat",
  "patch-with-raw",
  "shortstat",
  "numstat",
  "summary",
  "raw",
  "name-only",
  "name-status",
] as const;

const forms = [
  "patch",
  "unified",
  "word-diff",
  "word-diff-regex",
  "color-words",
  "patch-with-stat",
  "patch-with-raw",
  "binary",
  "full-index",
  "function-context",
] as const;

export const showsChanges = (options: Pick<Options, "has">): boolean =>
  !options.has("no-patch") && [...tables, ...forms].some((name) => options.has(name));

/** Names or numbers are asked for, and no patch. */
export const showsTables = (options: Options): boolean =>
  tables.some((name) => options.has(name)) && !forms.some((name) => options.has(name));

const hasStat = (options: Options): boolean =>
  [...statNames, "compact-summary", "patch-with-stat"].some((name) => options.has(name));

/** A table of names and a patch stand apart by a line. */
export const showsBoth = (options: Options): boolean =>
  (options.has("patch") || options.has("patch-with-stat")) && hasStat(options);

const letterOf = (change: Shown): string => (change.rename ? "R" : kindOf(change));

function isWanted(change: Shown, filter: string | undefined): boolean {
  if (filter === undefined) return true;
  const letter = letterOf(change);
  if (filter !== filter.toLowerCase()) return filter.includes(letter);
  return !filter.includes(letter.toLowerCase());
}

/** With `--relative` names are seen from one folder, and what lies elsewhere isn't shown. */
function placeOf({ cwd, dir }: Repository, options: Options): string {
  if (!options.has("relative") || options.has("no-relative")) return "";
  const place = (options.value("relative") || cwd.slice(dir.length + 1)).replace(/\/$/u, "");
  return place === "" ? "" : `${place}/`;
}

/** Writes changes in the form that the options ask for. `inTree`: what is new stands in the working tree, not in git. */
export async function writeChanges(
  repository: Repository,
  changes: readonly Change[],
  options: Options,
  inTree: InTree,
): Promise<void> {
  const place = placeOf(repository, options);
  const seen = changes
    .filter(({ path }) => path.startsWith(place))
    .map((change) => ({ ...change, path: change.path.slice(place.length) }));
  const texts = (change: Change) => textsOf(repository, { ...change, path: place + change.path }, inTree);
  const joined = options.has("no-renames") ? seen : await withRenames(seen, texts, leastSimilar(options));
  const shown = joined.filter((change) => isWanted(change, options.value("diff-filter")));
  if (shown.length === 0 || options.has("no-patch")) return;
  const context = colored(repository, options);
  const form = await patchForm(repository, options);
  const tabled = await writeTables(context, shown, { options, form, texts, inTree });
  if (tabled && !forms.some((name) => options.has(name))) return;
  if (tabled) context.out("\n");
  for (const change of shown) context.out(writePatch(context, change, await texts(change), form));
}

export function colored(repository: Repository, options: Options): Repository {
  if (options.has("no-color") || options.value("color") === "never") return { ...repository, color: false };
  const words = options.has("color-words") || options.value("word-diff") === "color";
  const asked = words || (options.has("color") && options.value("color") !== "auto");
  return asked ? { ...repository, color: true } : repository;
}

interface Writing {
  readonly options: Options;
  readonly form: PatchForm;
  readonly texts: (change: Change) => Promise<Texts>;
  readonly inTree: InTree;
}

/** Whether any table was asked for; they stand one below the other in git's order. */
async function writeTables(repository: Repository, shown: readonly Shown[], writing: Writing): Promise<boolean> {
  const { options, form, texts, inTree } = writing;
  if (!tables.some((name) => options.has(name))) return false;
  const counts = ["shortstat", "numstat"].some((name) => options.has(name)) || hasStat(options);
  const stats = counts ? await Promise.all(shown.map(async (change) => statOf(change, await texts(change), form))) : [];
  const isRaw = inTree === true && (options.has("raw") || options.has("patch-with-raw"));
  writeNames(repository, shown, { options, form, index: isRaw ? await ofIndex(repository) : undefined });
  writeCounts(repository, shown, { options, stats });
  if (options.has("summary")) repository.out(shown.map(modeLine).join(""));
  return true;
}

interface Naming extends Pick<Writing, "options" | "form"> {
  /** Of what lies in the working tree only what is staged so has a name. */
  readonly index: Snapshot | undefined;
}

function writeNames({ out }: Repository, shown: readonly Shown[], { options, form, index }: Naming): void {
  const zero = options.has("null");
  const raw = { index, length: form.fullIndex === true ? 40 : (form.length ?? 7), zero };
  if (options.has("raw") || options.has("patch-with-raw")) out(shown.map((change) => rawLine(change, raw)).join(""));
  if (options.has("name-only")) out(shown.map(({ path }) => (zero ? `${path}\0` : `${quotedPath(path)}\n`)).join(""));
  if (options.has("name-status")) out(shown.map((change) => kindLine(change, zero)).join(""));
}

function writeCounts(
  repository: Repository,
  shown: readonly Shown[],
  { options, stats }: { readonly options: Options; readonly stats: readonly FileStat[] },
): void {
  const zero = options.has("null");
  const rows = shown.map((change, at) => [change, stats[at] ?? { path: "", added: 0, removed: 0 }] as const);
  if (options.has("numstat")) repository.out(rows.map(([change, stat]) => numberLine(stat, change, zero)).join(""));
  const mark = (change: Shown) => (options.has("compact-summary") ? compactMark(change) : "");
  const marked = rows.map(([change, stat]) => ({ ...stat, path: stat.path + mark(change) }));
  if (hasStat(options)) repository.out(writeStat(repository, marked, statForm(options)));
  else if (options.has("shortstat")) repository.out(writeShortStat(stats));
}

export async function textsOf(repository: Repository, change: Change, inTree: InTree): Promise<Texts> {
  const [before, after] = [change.before, change.after];
  return {
    before:
      inTree === "before" && before
        ? await present(repository, change.path, before.mode)
        : await contentOf(repository, before),
    after:
      inTree === true && after
        ? await present(repository, change.path, after.mode)
        : await contentOf(repository, after),
  };
}

/** What lies in the working tree now; of a link, where it leads. */
async function present({ dir, fs }: Repository, path: string, mode: number): Promise<Uint8Array> {
  const file = `${dir}/${path}`;
  return mode === 0o120000 ? new TextEncoder().encode(await fs.promises.readlink(file)) : fs.promises.readFile(file);
}
