import type { Change } from "../changes";
import { chosenChanges as chosen } from "../chosen-changes";
import type { Repository } from "../context";
import { fatal } from "../failure";
import type { Options } from "../options";
import { kindLine, rawLine, statOf, writePatch, type PatchForm, type Texts } from "../patch";
import type { Shown } from "../renames";
import { contentOf, ofIndex, type Snapshot } from "../snapshot";
import { compactMark, numberLine, writeShortStat, writeStat, type FileStat } from "../stat-table";
import { modeLine } from "../summary";
import { quotedPath } from "../quoted-path";
import { hasPatch, hasStat, hasTables, patchForm, refuseAbsent, statForm } from "./diff-options";
import { folderTable, hasFolders } from "./folder-table";

/** Which side of a change lies in the working tree, if one does. */
export type InTree = boolean | "before";

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
  const { shown, texts } = await seenChanges(repository, changes, options, inTree);
  if (shown.length === 0 || options.has("no-patch")) return;
  const context = colored(repository, options);
  const form = await patchForm(repository, options);
  const tabled = await writeTables(context, shown, { options, form, texts, inTree });
  if (tabled && !hasPatch(options)) return;
  if (tabled) context.out("\n");
  for (const change of shown) context.out(writePatch(context, change, await texts(change), form));
}

/** Changes as they are shown, in their order, and what reads them. */
async function seenChanges(repository: Repository, changes: readonly Change[], options: Options, inTree: InTree) {
  const place = placeOf(repository, options);
  const seen = changes
    .filter(({ path }) => path.startsWith(place))
    .map((change) => ({ ...change, path: change.path.slice(place.length) }));
  const texts = (change: Change) => textsOf(repository, { ...change, path: place + change.path }, inTree);
  return { shown: turned(await chosen(repository, seen, options, texts), options), texts };
}

/** Begins at a file: those before it come last, or not at all. */
function turned(shown: readonly Shown[], options: Options): readonly Shown[] {
  const [skip, rotate] = [options.value("skip-to"), options.value("rotate-to")];
  const name = skip ?? rotate;
  if (name === undefined) return shown;
  const at = shown.findIndex(({ path }) => path === name);
  if (at < 0) return shown.length === 0 ? shown : fatal(`No such path '${name}' in the diff`);
  return [...shown.slice(at), ...(skip === undefined ? shown.slice(0, at) : [])];
}

/** Those of the changes that are shown, by what was asked for. */
export const chosenChanges = async (
  repository: Repository,
  changes: readonly Change[],
  options: Options,
  inTree: InTree,
): Promise<readonly Shown[]> => (await seenChanges(repository, changes, options, inTree)).shown;

export function colored(repository: Repository, options: Options): Repository {
  const painted = paintedAs(repository, options);
  refuseAbsent(options, painted.color);
  return painted;
}

function paintedAs(repository: Repository, options: Options): Repository {
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
  if (!hasTables(options)) return false;
  const counts = ["shortstat", "numstat"].some((name) => options.has(name)) || hasStat(options);
  const stats = counts ? await Promise.all(shown.map(async (change) => statOf(change, await texts(change), form))) : [];
  const isRaw = inTree === true && (options.has("raw") || options.has("patch-with-raw"));
  writeNames(repository, shown, { options, form, index: isRaw ? await ofIndex(repository) : undefined });
  writeCounts(repository, shown, { options, stats });
  if (hasFolders(options)) repository.out(await folderTable(repository, shown, { options, form, texts }));
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
