import { createStore, Failure, type Store } from "@/lib/base";
import { isLeftOut } from "./leave-out";
import { momentLabel } from "./moment";
import type { Manifest, ManifestEntry, ProjectStorage } from "./storage";
import type { Checkpoint, Edit, FileDifference, History, WorkspaceEntry } from "./workspace";

interface Project {
  readonly storage: ProjectStorage;
  readonly entries: () => Iterable<WorkspaceEntry>;
  readonly content: (hash: string) => Promise<Uint8Array>;
  readonly apply: (edits: readonly Edit[]) => Promise<void>;
}

/** Automatic checkpoints past this many are forgotten, oldest first; named ones stay. */
const automaticKept = 300;

export async function createHistory(project: Project): Promise<History> {
  const stored = new Map((await project.storage.checkpoints()).map((checkpoint) => [checkpoint.id, checkpoint]));
  const byTime = () => [...stored.values()].toSorted((a, b) => a.at - b.at);
  const checkpoints: Store<readonly Checkpoint[]> = createStore<readonly Checkpoint[]>(byTime());

  const manifest = (): Manifest => {
    const kept: ManifestEntry[] = [];
    for (const { path, type, mode, hash, target, size } of project.entries())
      if (!isLeftOut(path))
        kept.push({ path, type, mode, size, ...(hash && { hash }), ...(target !== undefined && { target }) });
    return kept;
  };
  const manifestOf = async (id: string): Promise<Manifest> => {
    const found = stored.has(id) ? await project.storage.manifest(id) : undefined;
    if (!found) throw new Failure("ENOENT", `There is no checkpoint ${id}`);
    return found;
  };
  let last = 0;
  const add = async (label: string, automatic: boolean): Promise<Checkpoint> => {
    last = Math.max(Date.now(), last + 1);
    const checkpoint: Checkpoint = { id: crypto.randomUUID(), at: last, label, automatic };
    await project.storage.addCheckpoint(checkpoint, manifest());
    stored.set(checkpoint.id, checkpoint);
    const old = byTime().filter((candidate) => candidate.automatic);
    const forgotten = old.slice(0, Math.max(0, old.length - automaticKept)).map(({ id }) => id);
    for (const id of forgotten) stored.delete(id);
    if (forgotten.length > 0) await project.storage.removeCheckpoints(forgotten);
    checkpoints.set(byTime());
    return checkpoint;
  };

  return {
    checkpoints,
    checkpoint: (label, options) => add(label, options?.automatic ?? false),
    async diff(from, to) {
      const before = await manifestOf(from);
      return compare(before, to === undefined ? manifest() : await manifestOf(to), project.content);
    },
    async restore(id, paths) {
      const wanted = await manifestOf(id);
      const undo = await add(momentLabel({ type: "restoring", label: stored.get(id)?.label ?? id }), true);
      await project.apply(await editsToward(wanted, manifest(), project.content, paths));
      return undo;
    },
    async readAt(id, path) {
      const entry = (await manifestOf(id)).find((candidate) => candidate.path === path);
      return entry?.hash ? project.content(entry.hash) : undefined;
    },
  };
}

const sameEntry = (a: ManifestEntry, b: ManifestEntry): boolean =>
  a.type === b.type && a.hash === b.hash && a.target === b.target && a.mode === b.mode;

const bytesOf = async (entry: ManifestEntry, content: Project["content"]): Promise<Uint8Array> =>
  entry.hash ? content(entry.hash) : new TextEncoder().encode(entry.target ?? "");

async function compare(
  before: Manifest,
  after: Manifest,
  content: Project["content"],
): Promise<readonly FileDifference[]> {
  const old = new Map(before.filter((entry) => entry.type !== "directory").map((entry) => [entry.path, entry]));
  const differences: FileDifference[] = [];
  for (const entry of after) {
    if (entry.type === "directory") continue;
    const was = old.get(entry.path);
    old.delete(entry.path);
    if (!was) differences.push({ path: entry.path, type: "added", after: await bytesOf(entry, content) });
    else if (!sameEntry(was, entry))
      differences.push({
        path: entry.path,
        type: "changed",
        before: await bytesOf(was, content),
        after: await bytesOf(entry, content),
      });
  }
  for (const entry of old.values())
    differences.push({ path: entry.path, type: "removed", before: await bytesOf(entry, content) });
  return differences.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Removals first, deepest first, so that a file can take the place of a folder and the other way round. */
async function editsToward(
  wanted: Manifest,
  now: Manifest,
  content: Project["content"],
  paths: readonly string[] | undefined,
): Promise<readonly Edit[]> {
  const chosen = (path: string): boolean =>
    paths === undefined || paths.some((only) => path === only || path.startsWith(`${only}/`));
  const target = new Map(wanted.filter((entry) => chosen(entry.path)).map((entry) => [entry.path, entry]));
  const edits: Edit[] = [];
  const present = new Map<string, ManifestEntry>();
  for (const entry of now.toReversed()) {
    if (!chosen(entry.path)) continue;
    if (target.get(entry.path)?.type === entry.type) present.set(entry.path, entry);
    else edits.push({ type: "remove", path: entry.path });
  }
  for (const entry of target.values()) {
    const there = present.get(entry.path);
    if (there && sameEntry(there, entry)) continue;
    if (entry.type === "directory") edits.push({ type: "mkdir", path: entry.path });
    else if (entry.type === "symlink") edits.push({ type: "symlink", path: entry.path, target: entry.target ?? "" });
    else edits.push({ type: "write", path: entry.path, content: await bytesOf(entry, content), mode: entry.mode });
  }
  return edits;
}
