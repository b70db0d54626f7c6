import git from "isomorphic-git";
import type { Repository } from "./context";
import { headOid, isNamed } from "./repository";
import { ofCommit, ofIndex } from "./snapshot";
import { unmergedFiles, type Unmerged } from "./unmerged";

/** Two letters, as `git status --short` has them: the index against HEAD, and the working tree against the index. */
export interface StatusRow {
  readonly path: string;
  readonly index: string;
  readonly tree: string;
  /** The name it had in HEAD, for a file that was moved whole. */
  readonly from?: string;
  /** The sides of a merge disagree on it. */
  readonly unmerged?: boolean;
}

/** Everything that isn't as it was committed, by path. Untracked files have `??`. */
export async function statusRows(
  repository: Repository,
  filepaths: readonly string[] = ["."],
  { ignored = false }: { readonly ignored?: boolean } = {},
): Promise<readonly StatusRow[]> {
  const matrix = await git.statusMatrix({ ...repository, filepaths: [...filepaths], ignored });
  const unmerged = await unmergedFiles(repository);
  const rows: StatusRow[] = [];
  for (const [path, head, workdir, stage] of matrix) {
    if (unmerged.has(path) || path.startsWith(".git/")) continue;
    rows.push(...rowsOf(path, head, workdir, stage));
  }
  if (unmerged.size === 0) return rows;
  const chosen = [...unmerged].filter(([path]) => filepaths.some((one) => isNamed(path, [one])));
  return [...rows, ...chosen.map(unmergedRow)].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function rowsOf(path: string, head: number, workdir: number, stage: number): StatusRow[] {
  const index = indexLetter(head, stage);
  const tree = treeLetter(workdir, stage);
  const untracked = { path, index: "?", tree: "?" };
  if (stage === 0 && workdir > 0) return head === 1 ? [{ path, index: "D", tree: " " }, untracked] : [untracked];
  return index === " " && tree === " " ? [] : [{ path, index, tree }];
}

function unmergedRow([path, { base, ours, theirs }]: readonly [string, Unmerged]): StatusRow {
  if (!base && ours && theirs) return { path, index: "A", tree: "A", unmerged: true };
  const letter = (side: object | undefined) => (side ? "U" : "D");
  const [index, tree] = base ? [letter(ours), letter(theirs)] : [ours ? "A" : "U", theirs ? "A" : "U"];
  return { path, index, tree, unmerged: true };
}

function indexLetter(head: number, stage: number): string {
  if (stage === 0) return head === 1 ? "D" : " ";
  if (head === 0) return "A";
  return stage === 1 ? " " : "M";
}

function treeLetter(workdir: number, stage: number): string {
  if (stage === 0) return " ";
  if (workdir === 0) return "D";
  if (stage === 3) return "M";
  return workdir === 2 && stage === 1 ? "M" : " ";
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

/** A file that left the index and came back under another name with the same content was moved. */
export async function withRenames(repository: Repository, rows: readonly StatusRow[]): Promise<readonly StatusRow[]> {
  const added = rows.filter(({ index, unmerged }) => index === "A" && !unmerged);
  const removed = rows.filter(({ index, unmerged }) => index === "D" && !unmerged);
  if (added.length === 0 || removed.length === 0) return rows;
  const before = await ofCommit(repository, await headOid(repository));
  const after = await ofIndex(repository);
  const taken = new Set<string>();
  const moved = new Map<string, string>();
  for (const { path } of added) {
    const from = removed.find((row) => !taken.has(row.path) && before.get(row.path)?.oid === after.get(path)?.oid);
    if (!from) continue;
    taken.add(from.path);
    moved.set(path, from.path);
  }
  return rows
    .filter((row) => !(row.index === "D" && taken.has(row.path)))
    .map((row) => {
      const from = moved.get(row.path);
      return from === undefined || row.index !== "A" ? row : { ...row, index: "R", from };
    });
}
