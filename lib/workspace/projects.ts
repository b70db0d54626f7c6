import { createStore, Failure, type ReadableStore } from "@/lib/base";
import { ofProject, openProjectsDatabase, type ProjectRecord, type ProjectsDatabase } from "./database";
import type { projectStorage } from "./project-storage";
import type { ProjectStorage } from "./storage";
import type { Edit, Workspace } from "./workspace";

export interface NewProject {
  readonly name: string;
  readonly template?: string;
  readonly origin?: string;
  readonly trusted?: boolean;
  readonly files: readonly Edit[];
}

/** Every project of this browser. */
export interface Projects {
  /** Last opened first. */
  readonly list: ReadableStore<readonly ProjectRecord[]>;
  create: (project: NewProject) => Promise<ProjectRecord>;
  /** `mayWrite` rejects with the reason why nothing is written now. It is asked before each write. */
  open: (
    id: string,
    mayWrite?: () => Promise<void>,
  ) => Promise<{ readonly record: ProjectRecord; readonly workspace: Workspace }>;
  rename: (id: string, name: string) => Promise<void>;
  /** Whether what the project brings counts, from now on. */
  trust: (id: string, trusted?: boolean) => Promise<void>;
  duplicate: (id: string, name: string) => Promise<ProjectRecord>;
  /** Gone with files, history and all. */
  remove: (id: string) => Promise<void>;
}

export async function openProjects(databaseName?: string): Promise<Projects> {
  const database = await openProjectsDatabase(databaseName);
  const list = createStore<readonly ProjectRecord[]>([]);
  const refresh = async () => {
    const records = await database.getAll("projects");
    list.set(records.toSorted((a, b) => b.opened - a.opened));
  };
  const save = async (record: ProjectRecord): Promise<ProjectRecord> => {
    await database.put("projects", record);
    await refresh();
    return record;
  };
  const find = async (id: string): Promise<ProjectRecord> => {
    const record = await database.get("projects", id);
    if (!record) throw new Failure("ENOENT", "This project isn't in this browser. It may have been deleted.");
    return record;
  };
  const create = async (project: NewProject): Promise<ProjectRecord> => {
    const record = recordOf(project);
    const workspace = await openStored(record.id, await storageOf(database, record.id));
    await workspace.apply(project.files);
    await workspace.dispose();
    return save(record);
  };
  await refresh();
  return {
    list,
    create,
    async open(id, mayWrite) {
      const [found, storage] = await Promise.all([find(id), storageOf(database, id, mayWrite), loadWorkspace()]);
      const record = { ...found, opened: Date.now() };
      const [workspace, saved] = await Promise.all([openStored(id, storage), save(record)]);
      return { record: saved, workspace: sweptLater(workspace, storage) };
    },
    rename: async (id, name) => void (await save({ ...(await find(id)), name })),
    trust: async (id, trusted = true) => void (await save({ ...(await find(id)), trusted })),
    async duplicate(id, name) {
      const { template, origin, trusted } = await find(id);
      const files = await editsOf(database, id);
      return create({ name, files, trusted, ...(template !== undefined && { template }), ...(origin && { origin }) });
    },
    async remove(id) {
      await erase(database, id);
      await refresh();
    },
  };
}

/** The list of projects needs none of it. */
const storageOf = async (...given: Parameters<typeof projectStorage>): Promise<ProjectStorage> =>
  (await import("./project-storage")).projectStorage(...given);

/** Long after the project came up: nobody waits for what only makes room. */
const sweepPause = 20_000;

/** Contents that nothing names any more are forgotten once the project has been open for a while. */
function sweptLater(workspace: Workspace, storage: ProjectStorage): Workspace {
  const timer = setTimeout(() => void storage.sweep().catch(() => undefined), sweepPause);
  return {
    ...workspace,
    async dispose() {
      clearTimeout(timer);
      await workspace.dispose();
    },
  };
}

async function erase(database: ProjectsDatabase, id: string): Promise<void> {
  const transaction = database.transaction(
    ["projects", "entries", "contents", "checkpoints", "manifests"],
    "readwrite",
  );
  await Promise.all([
    transaction.objectStore("projects").delete(id),
    ...(["entries", "contents", "checkpoints", "manifests"] as const).map((name) =>
      transaction.objectStore(name).delete(ofProject(id)),
    ),
    transaction.done,
  ]);
}

function recordOf({ name, template, origin, trusted }: NewProject): ProjectRecord {
  const now = Date.now();
  return {
    id: crypto.randomUUID(),
    name,
    created: now,
    opened: now,
    trusted: trusted ?? origin === undefined,
    ...(template !== undefined && { template }),
    ...(origin !== undefined && { origin }),
  };
}

async function editsOf(database: ProjectsDatabase, id: string): Promise<readonly Edit[]> {
  const storage = await storageOf(database, id);
  const edits: Edit[] = [];
  for (const { path, type, mode, hash, target } of await storage.entries()) {
    if (type === "directory") edits.push({ type: "mkdir", path });
    else if (type === "symlink") edits.push({ type: "symlink", path, target: target ?? "" });
    else if (hash)
      edits.push({ type: "write", path, mode, content: (await storage.content(hash)) ?? new Uint8Array() });
  }
  return edits;
}

/** Comes with the first project that is opened: a list of projects does without. */
const loadWorkspace = () => import("./project-workspace");

async function openStored(id: string, storage: ProjectStorage): Promise<Workspace> {
  const { openWorkspace } = await loadWorkspace();
  return openWorkspace(id, storage);
}
