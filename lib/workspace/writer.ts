import { Failure } from "@/lib/base";
import type { ContentCache } from "./content-cache";
import { contentHash } from "./content-hash";
import type { Effects, FileTable, TableEdit } from "./file-table";
import { projectPath } from "./path-rules";
import type { Batch, ProjectStorage } from "./storage";
import type { Author, Edit, WorkspaceChange, WorkspaceEntry } from "./workspace";

interface Target {
  readonly table: FileTable;
  readonly storage: ProjectStorage;
  readonly contents: ContentCache;
  readonly changed: (changes: readonly WorkspaceChange[]) => void;
}

export interface Writer {
  readonly apply: (edits: readonly Edit[], by?: Author) => Promise<void>;
  /** Resolves when every write that was asked for has ended. */
  readonly settled: () => Promise<unknown>;
}

/** Writes one batch after the other. What can't be saved is taken back, so that memory and storage never differ. */
export function createWriter({ table, storage, contents, changed }: Target): Writer {
  let queue: Promise<unknown> = Promise.resolve();

  const apply = (edits: readonly Edit[], by: Author = "editor"): Promise<void> => {
    const run = async () => {
      const written = new Map<string, Uint8Array>();
      const planned = await plan(edits, { table, contents }, written);
      const effects = table.apply(planned, Date.now());
      try {
        await storage.save(batchOf(effects, written));
      } catch (error) {
        table.revert(new Map([...effects].map(([path, { before }]) => [path, before])));
        throw error;
      }
      for (const [hash, bytes] of written) contents.remember(hash, bytes);
      const told = changesOf(effects, by);
      if (told.length > 0) changed(told);
    };
    const result = queue.then(run);
    queue = result.catch(() => undefined);
    return result;
  };

  return { apply, settled: () => queue };
}

/** Turns edits into entries, hashing what is written; a write through a link goes to where it points. */
async function plan(
  edits: readonly Edit[],
  target: Pick<Target, "table" | "contents">,
  written: Map<string, Uint8Array>,
): Promise<readonly TableEdit[]> {
  const planned: TableEdit[] = [];
  for (const edit of edits) {
    if (edit.type === "rename")
      planned.push({ type: "rename", from: named(edit.from, "rename"), to: named(edit.to, "rename") });
    else if (edit.type === "remove") planned.push({ type: "remove", path: named(edit.path, "remove") });
    else if (edit.type === "mkdir") planned.push({ type: "mkdir", path: projectPath(edit.path) });
    else if (edit.type === "symlink")
      planned.push({
        type: "put",
        entry: {
          path: named(edit.path, "link"),
          type: "symlink",
          target: edit.target,
          size: edit.target.length,
          mode: 0o777,
          modified: Date.now(),
        },
      });
    else planned.push({ type: "put", entry: await fileEntry(edit, target, written) });
  }
  return planned;
}

async function fileEntry(
  edit: Extract<Edit, { type: "write" }>,
  { table, contents }: Pick<Target, "table" | "contents">,
  written: Map<string, Uint8Array>,
): Promise<WorkspaceEntry> {
  const asked = named(edit.path, "write");
  const there = table.get(asked);
  const path = there?.type === "symlink" ? table.resolve(asked).path : asked;
  if (edit.expected !== undefined && (table.get(path)?.hash ?? null) !== edit.expected)
    throw new Failure("ESTALE", `${path} has changed meanwhile`);
  const bytes = await bytesOf(edit.content, table.get(path)?.hash, contents);
  const hash = await contentHash(bytes);
  written.set(hash, bytes);
  const mode = edit.mode ?? table.get(path)?.mode ?? 0o644;
  return { path, type: "file", size: bytes.length, mode, modified: Date.now(), hash };
}

async function bytesOf(
  content: string | Uint8Array,
  before: string | undefined,
  contents: ContentCache,
): Promise<Uint8Array> {
  if (typeof content !== "string") return content.slice();
  return withMark(content, before === undefined ? undefined : await startOf(contents, before));
}

const mark = "\uFEFF";
const markBytes = new TextEncoder().encode(mark);

/** A byte order mark is no part of the text, but of the file: text that takes the place of other text keeps it. */
function withMark(text: string, before: Uint8Array | undefined): Uint8Array {
  const hasMark = before !== undefined && markBytes.every((byte, at) => before[at] === byte);
  return new TextEncoder().encode(hasMark && !text.startsWith(mark) ? mark + text : text);
}

/** Content that storage has lost has no start; writing the file anew is what mends it. */
const startOf = (contents: ContentCache, hash: string): Promise<Uint8Array | undefined> =>
  contents.get(hash).catch(() => undefined);

function named(path: string, what: string): string {
  const result = projectPath(path);
  if (result === "") throw new Failure("EINVAL", `Can't ${what} the project folder itself`);
  return result;
}

function batchOf(effects: Effects, contents: ReadonlyMap<string, Uint8Array>): Batch {
  const put: WorkspaceEntry[] = [];
  const remove: string[] = [];
  for (const [path, { after }] of effects) {
    if (after) put.push(after);
    else remove.push(path);
  }
  return { put, remove, contents };
}

function changesOf(effects: Effects, by: Author): readonly WorkspaceChange[] {
  const told: WorkspaceChange[] = [];
  for (const [path, { before, after }] of effects) {
    if (!before && after) told.push({ type: "created", path, by });
    else if (before && !after) told.push({ type: "removed", path, by });
    else if (
      before &&
      after &&
      (before.hash !== after.hash || before.type !== after.type || before.mode !== after.mode)
    )
      told.push({ type: "changed", path, by });
  }
  return told;
}
