import git from "isomorphic-git";
import type { Repository } from "./context";
import { isIgnoredBy } from "./glob";
import { isNamed } from "./pathspec";

/** A file, a link or a folder of an archive. */
export interface ArchiveEntry {
  /** Folders end in a slash. */
  readonly path: string;
  readonly mode: number;
  readonly oid: string;
  /** Of a link, where it leads. */
  readonly bytes: Uint8Array;
}

export interface ArchiveContent {
  readonly entries: readonly ArchiveEntry[];
  /** The commit that it is of, if it is of one. */
  readonly commit: string | undefined;
  /** In seconds. */
  readonly time: number;
}

interface Walk {
  readonly repository: Repository;
  readonly paths: readonly string[];
  readonly prefix: string;
  readonly isLeft: (path: string) => boolean;
}

/** What `.gitattributes` at the top keeps out of archives. */
async function leftOut(repository: Repository, tree: string): Promise<(path: string) => boolean> {
  const { tree: entries } = await git.readTree({ ...repository, oid: tree });
  const file = entries.find(({ path }) => path === ".gitattributes");
  if (!file) return () => false;
  const text = Buffer.from((await git.readBlob({ ...repository, oid: file.oid })).blob).toString();
  const patterns = text.split("\n").flatMap((line) => {
    const [pattern, ...words] = line.trim().split(/\s+/u);
    return pattern !== undefined && !pattern.startsWith("#") && words.includes("export-ignore") ? [pattern] : [];
  });
  return (path) => patterns.some((pattern) => isIgnoredBy(path, pattern));
}

/** The files of a tree as they go into an archive, folders before what they hold. */
export async function archiveEntries(
  repository: Repository,
  tree: string,
  { paths, prefix, place }: { readonly paths: readonly string[]; readonly prefix: string; readonly place: string },
): Promise<readonly ArchiveEntry[]> {
  const walk = { repository, paths, prefix, isLeft: await leftOut(repository, tree) };
  const head = prefix.replace(/\/+$/u, "/");
  const top = head.endsWith("/") ? [folder(head, tree)] : [];
  return [...top, ...(await entriesOf(walk, await treeAt(repository, tree, place), ""))];
}

async function treeAt(repository: Repository, tree: string, place: string): Promise<string> {
  let oid = tree;
  for (const name of place === "" ? [] : place.split("/")) {
    const { tree: entries } = await git.readTree({ ...repository, oid });
    oid = entries.find(({ path }) => path === name)?.oid ?? oid;
  }
  return oid;
}

const folder = (path: string, oid: string): ArchiveEntry => ({ path, mode: 0o40777, oid, bytes: new Uint8Array() });

async function entriesOf(walk: Walk, tree: string, above: string): Promise<readonly ArchiveEntry[]> {
  const { repository, paths, prefix, isLeft } = walk;
  const found: ArchiveEntry[] = [];
  for (const { path: name, type, oid, mode } of (await git.readTree({ ...repository, oid: tree })).tree) {
    const path = above + name;
    const isWanted = paths.length === 0 || isNamed(path, paths);
    if (type === "tree") {
      const inside = isLeft(`${path}/`) ? [] : await entriesOf(walk, oid, `${path}/`);
      const isWhole = isWanted && !isLeft(`${path}/`) && paths.length === 0;
      if (inside.length > 0 || isWhole) found.push(folder(`${prefix}${path}/`, oid), ...inside);
    } else if (isWanted && !isLeft(path)) {
      const { blob } = await git.readBlob({ ...repository, oid });
      found.push({ path: prefix + path, mode: Number.parseInt(mode, 8), oid, bytes: blob });
    }
  }
  return found;
}
