import git, { STAGE, TREE, WORKDIR, type WalkerEntry } from "isomorphic-git";
import type { Change } from "./changes";
import type { Repository } from "./context";
import { isNamed, isPattern } from "./pathspec";
import { withRenames as joined } from "./renames";
import { config, headOid } from "./repository";
import { contentOf, fileMode, type FileState } from "./snapshot";
import { unmergedFiles, type Unmerged } from "./unmerged";

/** One file as HEAD, the index and the working tree have it. */
export interface Sides {
  readonly head?: FileState | undefined;
  readonly index?: FileState | undefined;
  readonly tree?: FileState | undefined;
}

/** Two letters, as `git status --short` has them: the index against HEAD, and the working tree against the index. */
export interface StatusRow {
  readonly path: string;
  readonly index: string;
  readonly tree: string;
  /** The name it had in HEAD, for a file that was moved. */
  readonly from?: string | undefined;
  readonly similarity?: number;
  /** The sides of a merge disagree on it. */
  readonly unmerged?: boolean;
  readonly sides?: Sides;
}

interface Looking {
  /** Files that are ignored are looked at as those that aren't tracked. */
  readonly ignored?: boolean;
  /** They are named by `!!`, and a folder that is ignored once for all in it. */
  readonly marksIgnored?: boolean;
}

/** Everything that isn't as it was committed, by path. Untracked files have `??`. */
export async function statusRows(
  repository: Repository,
  filepaths: readonly string[] = ["."],
  looking: Looking = {},
): Promise<readonly StatusRow[]> {
  const unmerged = await unmergedFiles(repository);
  const keepsModes = (await config(repository, "core.filemode")) !== "false";
  const rows: StatusRow[] = [];
  await walk(repository, filepaths, looking, (path, sides, ignored) => {
    if (unmerged.has(path) || path.startsWith(".git/")) return;
    if (ignored) rows.push({ path, index: "!", tree: "!" });
    else rows.push(...rowsOf(path, keepsModes ? sides : withoutModes(sides)));
  });
  const chosen = [...unmerged].filter(([path]) => isNamed(path, filepaths));
  return [...rows, ...chosen.map(unmergedRow)].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

type Visit = (path: string, sides: Sides, ignored: boolean) => void;

type Entry = WalkerEntry | null | undefined;

/** One place of HEAD, of the index and of the working tree, with what lies there in each. */
interface Place {
  readonly path: string;
  readonly entries: readonly [head: Entry, index: Entry, tree: Entry];
  readonly kinds: readonly (string | undefined)[];
}

async function walk(repository: Repository, filepaths: readonly string[], looking: Looking, visit: Visit) {
  const head = await headOid(repository);
  const mayHold = searchedFor(filepaths);
  await git.walk({
    ...repository,
    trees: [...(head === undefined ? [] : [TREE({ ref: head })]), WORKDIR(), STAGE()],
    async map(path, entries) {
      const [first, tree, index] = head === undefined ? [null, ...entries] : entries;
      const known = [first, index, tree] as const;
      const place: Place = { path, entries: known, kinds: await Promise.all(known.map((one) => kindOf(one))) };
      if (path !== "." && (await isIgnored(repository, place, looking))) {
        if (looking.marksIgnored === true && isNamed(path, filepaths))
          visit(place.kinds[2] === "tree" ? `${path}/` : path, {}, true);
        return null;
      }
      if (path !== "." && !mayHold(path)) return null;
      if (place.kinds.includes("blob") && isNamed(path, filepaths)) visit(path, await sidesOf(place), false);
      return undefined;
    },
  });
}

const kindOf = async (entry: Entry): Promise<string | undefined> => entry?.type();

/** Only what git doesn't know can be ignored. */
async function isIgnored(repository: Repository, { path, entries }: Place, { ignored = false }: Looking) {
  const [head, index, tree] = entries;
  return !head && !index && tree && !ignored && (await git.isIgnored({ ...repository, filepath: path }));
}

async function sidesOf({ entries: [head, index, tree], kinds: [was, staged, kind] }: Place): Promise<Sides> {
  return {
    head: was === "blob" ? await stateOf(head) : undefined,
    index: staged === "blob" ? await stateOf(index) : undefined,
    tree: kind === "blob" ? await treeState(tree, head ?? index) : undefined,
  };
}

const stateOf = async (entry: Entry): Promise<FileState | undefined> =>
  entry ? { oid: (await entry.oid()) ?? "", mode: fileMode(await entry.mode()) } : undefined;

/** Of a file that git doesn't know the content is of no account, and isn't read. */
async function treeState(entry: Entry, known: Entry) {
  if (!entry) return undefined;
  return known ? stateOf(entry) : { oid: "", mode: fileMode(await entry.mode()) };
}

/** Whether a folder or file is worth a look for some paths. */
function searchedFor(paths: readonly string[]): (path: string) => boolean {
  if (paths.includes(".") || paths.some(isPattern)) return () => true;
  return (path) => paths.some((one) => one === path || one.startsWith(`${path}/`) || path.startsWith(`${one}/`));
}

/** Where the file system knows no modes a file has the one it is to have. */
function withoutModes({ head, index, tree }: Sides): Sides {
  const known = index ?? head;
  return { head, index, tree: tree && known ? { ...tree, mode: known.mode } : tree };
}

function rowsOf(path: string, sides: Sides): StatusRow[] {
  const { head, index, tree } = sides;
  const untracked = { path, index: "?", tree: "?" };
  if (!index) return [...(head ? [{ path, index: "D", tree: " ", sides }] : []), ...(tree ? [untracked] : [])];
  const row = { path, index: letter(head, index), tree: letter(index, tree), sides };
  return row.index === " " && row.tree === " " ? [] : [row];
}

const isLink = ({ mode }: FileState): boolean => mode === 0o120000;

function letter(before: FileState | undefined, after: FileState | undefined): string {
  if (!before) return "A";
  if (!after) return "D";
  if (isLink(before) !== isLink(after)) return "T";
  return before.oid === after.oid && before.mode === after.mode ? " " : "M";
}

function unmergedRow([path, { base, ours, theirs }]: readonly [string, Unmerged]): StatusRow {
  if (!base && ours && theirs) return { path, index: "A", tree: "A", unmerged: true };
  const side = (one: object | undefined) => (one ? "U" : "D");
  const [index, tree] = base ? [side(ours), side(theirs)] : [ours ? "A" : "U", theirs ? "A" : "U"];
  return { path, index, tree, unmerged: true };
}

/** Untracked folders are named once, as git names them. */
export function foldUntracked(rows: readonly StatusRow[], tracked: ReadonlySet<string>): readonly StatusRow[] {
  const folders = new Set<string>();
  for (const file of tracked)
    for (let at = file.indexOf("/"); at >= 0; at = file.indexOf("/", at + 1)) folders.add(file.slice(0, at));
  const seen = new Set<string>();
  const folded: StatusRow[] = [];
  for (const row of rows) {
    const path = row.index === "?" ? topUntracked(row.path, folders) : row.path;
    if (row.index === "?" && seen.has(path)) continue;
    if (row.index === "?") seen.add(path);
    folded.push({ ...row, path });
  }
  const known = folded.filter((row) => row.index !== "?");
  return [...known, ...folded.filter((row) => row.index === "?").toSorted((a, b) => (a.path < b.path ? -1 : 1))];
}

function topUntracked(path: string, folders: ReadonlySet<string>): string {
  for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1))
    if (!folders.has(path.slice(0, at))) return `${path.slice(0, at)}/`;
  return path;
}

/** A file that left the index and came back under another name with much the same content was moved. */
export async function withRenames(repository: Repository, rows: readonly StatusRow[]): Promise<readonly StatusRow[]> {
  const isStaged = ({ index, unmerged }: StatusRow) => (index === "A" || index === "D") && !unmerged;
  const changes = rows.filter(isStaged).map(({ path, index, sides }): Change => ({
    path,
    before: index === "D" ? sides?.head : undefined,
    after: index === "A" ? sides?.index : undefined,
  }));
  const shown = await joined(changes, async ({ before, after }) => ({
    before: await contentOf(repository, before),
    after: await contentOf(repository, after),
  }));
  const moved = new Map(shown.flatMap((change) => (change.rename ? [[change.path, change] as const] : [])));
  const gone = new Set([...moved.values()].map(({ rename }) => rename?.from));
  return rows
    .filter((row) => !(row.index === "D" && gone.has(row.path)))
    .map((row) => {
      const { rename, before } = (row.index === "A" && moved.get(row.path)) || {};
      if (!rename) return row;
      return {
        ...row,
        index: "R",
        from: rename.from,
        similarity: rename.similarity,
        sides: { ...row.sides, head: before },
      };
    });
}
