import { momentLabel, type Edit, type Workspace } from "@/lib/workspace";
import { exists } from "./exists";
import { badPath, twinsAmong } from "./file-name";
import { ToldFailure } from "./told-failure";

/** A file that comes from outside, with its path below where it was taken from. */
export interface Incoming {
  readonly path: string;
  readonly bytes: () => Promise<Uint8Array>;
  readonly size: number;
}

export interface Imported {
  readonly count: number;
  /** Names that only some systems can tell apart. */
  readonly twins: readonly [string, string] | undefined;
  /** Files that were left out, since they are larger than `largestImport`. */
  readonly tooLarge: readonly string[];
  readonly undo: () => Promise<void>;
}

export const largestImport = 100_000_000;
const largestTogether = 500_000_000;

/** Takes files into a folder of the project: all of them or, when one can't be, none. A zip among them is unpacked. */
export async function importFiles(
  workspace: Workspace,
  incoming: readonly Incoming[],
  folder: string,
): Promise<Imported> {
  const tooLarge = incoming.filter(({ size }) => size > largestImport).map(({ path }) => path);
  const kept = incoming.filter(({ size }) => size <= largestImport);
  if (kept.reduce((sum, { size }) => sum + size, 0) > largestTogether)
    throw new ToldFailure("EFBIG", ({ tooMuch }) => tooMuch(largestTogether / 1e6));
  const edits: Edit[] = [];
  for (const file of kept) edits.push(...(await editsOf(file, folder)));
  const paths = edits.map((edit) => ("path" in edit ? edit.path : ""));
  const bad = badPath(paths);
  if (bad !== undefined) throw new ToldFailure("EINVAL", ({ badName }) => badName(JSON.stringify(bad)));
  if (edits.length === 0) return { count: 0, twins: undefined, tooLarge, undo: async () => undefined };
  const before = await workspace.history.checkpoint(momentLabel({ type: "importing" }), { automatic: true });
  const made = await missingFolders(workspace, paths);
  await workspace.apply(edits, "editor");
  return {
    count: edits.length,
    twins: twinsAmong([...(await known(workspace)), ...paths]),
    tooLarge,
    async undo() {
      await workspace.history.restore(before.id, paths);
      for (const each of made) await removeIfEmpty(workspace, each);
    },
  };
}

/** The folders on the way to these paths that aren't there yet, the deepest first. */
async function missingFolders(workspace: Workspace, paths: readonly string[]): Promise<readonly string[]> {
  const folders = new Set(paths.flatMap((path) => path.split("/").map((_, at, names) => names.slice(0, at).join("/"))));
  folders.delete("");
  const there = await Promise.all([...folders].map((path) => exists(workspace, path)));
  return [...folders].filter((_, at) => !there[at]).toSorted((a, b) => b.length - a.length);
}

/** What someone has put into it meanwhile stays. */
async function removeIfEmpty(workspace: Workspace, folder: string): Promise<void> {
  if (!(await exists(workspace, folder))) return;
  if ((await workspace.list(folder)).length === 0) await workspace.remove(folder, "restore");
}

async function editsOf(file: Incoming, folder: string): Promise<readonly Edit[]> {
  const bytes = await file.bytes();
  if (!file.path.includes("/") && file.path.toLowerCase().endsWith(".zip")) {
    const { unzipEdits } = await import("./zip");
    return unzipEdits(bytes, folder);
  }
  return [{ type: "write", path: folder === "" ? file.path : `${folder}/${file.path}`, content: bytes }];
}

async function known(workspace: Workspace): Promise<readonly string[]> {
  const paths: string[] = [];
  for await (const { path } of workspace.walk()) paths.push(path);
  return paths;
}
