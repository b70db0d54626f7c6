import { createStore, Failure, messageOf, type ReadableStore } from "@/lib/base";
import type { Incoming } from "./import-files";
import type { ProjectRecord, Projects } from "@/lib/workspace";

export type ShelfState =
  | { readonly type: "loading" }
  | { readonly type: "ready"; readonly projects: readonly ProjectRecord[] }
  /** The browser keeps no data for this page: a private window, a full disk, a setting. */
  | { readonly type: "closed"; readonly reason: string };

/** The projects of this browser as a list to choose from. */
export interface Shelf {
  readonly state: ReadableStore<ShelfState>;
  /** Opens the list; the first call does the work. */
  load: () => Promise<Projects>;
  create: (name: string, template: string) => Promise<ProjectRecord>;
  /** A project of files from outside; a zip among them is unpacked. Without files it is empty. */
  importFiles: (name: string, files: readonly Incoming[]) => Promise<ProjectRecord>;
  /** Takes a project off the list now and deletes it with `settle`, unless `undo` comes first. A tab that closes in between deletes nothing. */
  remove: (id: string) => { readonly undo: () => void; readonly settle: () => Promise<void> };
}

const isProject = /^[\w-]{1,64}$/;

/** Whether a text from an address can be a project's id. */
export const isProjectId = (text: string): boolean => isProject.test(text);

/** The store of projects comes when it is first needed. */
const openStored = async (): Promise<Projects> => (await import("@/lib/workspace")).openProjects();

export function createShelf(open: () => Promise<Projects> = openStored): Shelf {
  const state = createStore<ShelfState>({ type: "loading" });
  const leaving = new Set<string>();
  let opening: Promise<Projects> | undefined;

  const show = (projects: Projects) => {
    state.set({ type: "ready", projects: projects.list.get().filter(({ id }) => !leaving.has(id)) });
  };
  const start = async (): Promise<Projects> => {
    try {
      const projects = await open();
      projects.list.subscribe(() => {
        show(projects);
      });
      show(projects);
      return projects;
    } catch (error) {
      opening = undefined;
      state.set({ type: "closed", reason: messageOf(error) });
      throw new Failure("EACCES", `This browser keeps no data for this page: ${messageOf(error)}`, { cause: error });
    }
  };
  const load = () => (opening ??= start());

  return {
    state,
    load,
    async create(name, template) {
      const { loadTemplate } = await import("@/lib/workspace");
      const [projects, files] = await Promise.all([load(), loadTemplate(template)]);
      return projects.create({
        name,
        template,
        files: Object.entries(files).map(([path, content]) => ({ type: "write", path, content })),
      });
    },
    importFiles: async (name, files) => {
      const { importProject } = await import("./import-project");
      return importProject(await load(), name, files);
    },
    remove(id) {
      const refresh = async () => {
        show(await load());
      };
      leaving.add(id);
      void refresh();
      return {
        undo() {
          leaving.delete(id);
          void refresh();
        },
        async settle() {
          if (leaving.has(id)) await (await load()).remove(id);
        },
      };
    },
  };
}
