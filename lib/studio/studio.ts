import {
  createStore,
  disposeAll,
  Failure,
  type Disposable,
  type Emitter,
  type ReadableStore,
  type Store,
} from "@/lib/base";
import {
  findTemplate,
  requestLease,
  type Lease,
  type ProjectRecord,
  type Projects,
  type Workspace,
} from "@/lib/workspace";
import { runByItself } from "./auto-run";
import { createCalm, type Calm } from "./calm";
import { createCommands, type Commands, type OwnKeys } from "./commands";
import { createComputer, type BootSandbox, type Computer } from "./computer";
import { createDocuments, type Documents } from "./documents";
import { createFolderSync, type FolderSync } from "./folder-sync";
import { createFileActions, type FileActions } from "./file-actions";
import { createGitDesk, type GitDesk } from "./git/git-desk";
import { createHandoff, type Handoff } from "./handoff";
import { createLayout, showRegion, type Layout } from "./layout";
import { createOpenEditors, type OpenEditors } from "./open-editors";
import { createNotices, type Notice } from "./notices";
import { createPathList, type PathList } from "./path-list";
import type { RememberedStore } from "./remembered";
import { createRunner, type Runner, type RunnerParts } from "./runner";
import { createTerminalMemory } from "./terminal-memory";
import { createTerminals, type Terminals } from "./terminals";
import { sayFailure } from "./told-failure";
import { createTrash, type Trash } from "./trash";
import { createAssistantWaker, type AssistantWaker } from "./wake-assistant";
import { keptModules } from "./modules/kept-modules";

/** One open project with everything that works on it. The views subscribe to its stores and call its functions. */
export interface Studio extends Disposable {
  readonly project: ReadableStore<ProjectRecord>;
  readonly renameProject: (name: string) => Promise<void>;
  /** Whether what the project brings counts: its hooks, instructions, servers and tasks, and whether keys are used for it. */
  readonly setTrusted: (trusted: boolean) => Promise<void>;
  readonly workspace: Workspace;
  readonly lease: Lease;
  readonly documents: Documents;
  readonly editors: OpenEditors;
  readonly files: FileActions;
  readonly trash: Trash;
  readonly paths: PathList;
  readonly computer: Computer;
  readonly terminals: Terminals;
  readonly runner: Runner;
  readonly calm: Calm;
  readonly git: GitDesk;
  readonly folderSync: FolderSync;
  readonly assistant: AssistantWaker;
  readonly commands: Commands;
  /** What is laid into the message that is being written. */
  readonly handoff: Handoff;
  readonly layout: RememberedStore<Layout>;
  readonly notices: Emitter<Notice>;
  /** Runs work whose failure is told to the person instead of to the caller. */
  readonly attempt: (work: () => Promise<unknown>) => Promise<void>;
}

export interface StudioOptions {
  /** Brings up the sandbox. Without it programs can't run in this build. */
  readonly boot?: BootSandbox | undefined;
  /** Shortcuts that someone chose instead of those that commands come with. */
  readonly keys?: OwnKeys | undefined;
}

interface RunnerNeeds extends Omit<RunnerParts, "template" | "showPreview" | "modules" | "lends"> {
  readonly record: ProjectRecord;
  readonly layout: RememberedStore<Layout>;
  readonly lease: Studio["lease"];
}

/** A project from a template of ours runs when it is opened; another one when someone says so. */
function runnerOf({ record, layout, lease, ...parts }: RunnerNeeds): Runner & Disposable {
  const template = findTemplate(record.template ?? "");
  const showPreview = () => {
    layout.set((now) => showRegion(now, "preview"));
  };
  return runByItself({
    project: record.id,
    byDefault: template !== undefined && template.id !== "empty",
    trusted: record.trusted,
    runner: createRunner({ ...parts, template, showPreview, modules: keptModules, lends: record.trusted }),
    computer: parts.computer,
    lease,
  });
}

export async function createStudio(
  projects: Projects,
  id: string,
  { boot, keys }: StudioOptions = {},
): Promise<Studio> {
  const { lease, record, workspace, documents } = await openLeased(projects, id);
  const project = createStore(record);
  const editors = createOpenEditors(id, documents, findTemplate(record.template ?? "")?.opens);
  const computer = createComputer(workspace, boot);
  const terminals = createTerminals(computer.start, createTerminalMemory(id));
  const notices = createNotices();
  const layout = createLayout();
  const runner = runnerOf({ record, workspace, computer, terminals, layout, lease });
  const calm = createCalm(runner);
  const assistant = createAssistantWaker({ workspace, computer, terminals, runner, project });
  const filing = filingOf(id, workspace, notices);
  const commands = createCommands(keys);
  const { folderSync, trash, paths } = filing;
  const followers = [editors.follow(workspace), saveWhenHidden(documents)];
  const whole = [...followers, calm, runner, terminals, folderSync, trash, paths, commands];
  const following = disposeAll(whole);
  return {
    project,
    workspace,
    lease,
    documents,
    editors,
    computer,
    terminals,
    notices,
    ...filing,
    runner,
    calm,
    git: createGitDesk({ workspace, computer, flush: documents.flush }),
    assistant,
    commands,
    handoff: createHandoff(),
    layout,
    renameProject: (name) => rename(projects, project, name),
    async setTrusted(trusted) {
      await projects.trust(id, trusted);
      project.set((now) => ({ ...now, trusted }));
    },
    attempt: (work) => attempt(work, notices),
    dispose() {
      following.dispose();
      void Promise.allSettled([documents.flush(), assistant.dispose()]).finally(() => {
        lease.release();
        void computer.stop();
        void workspace.dispose();
      });
    },
  };
}

/** What is read once it is known who may write is what is there; without the lease nothing is written, whoever asks for it. */
async function openLeased(projects: Projects, id: string) {
  let save = (): Promise<void> => Promise.resolve();
  const lease = requestLease(id, () => save());
  await lease.decided;
  const mayWrite = async () => {
    if (lease.state.get() !== "held") throw new Failure("EROFS", otherTab);
  };
  try {
    const { record, workspace } = await projects.open(id, mayWrite);
    const documents = createDocuments(workspace);
    save = documents.flush;
    return { lease, record, workspace, documents };
  } catch (error) {
    lease.release();
    throw error;
  }
}

const otherTab = "This project is open in another tab, so nothing is written here. Choose “Work here instead” first.";

/** What a person does with files as such, whatever is in them. */
function filingOf(
  id: string,
  workspace: Workspace,
  notices: Emitter<Notice>,
): Pick<Studio, "files" | "trash" | "paths" | "folderSync"> {
  const trash = createTrash(id, workspace);
  return {
    trash,
    files: createFileActions(workspace, trash),
    paths: createPathList(workspace),
    folderSync: createFolderSync(workspace, (name, error) => {
      notices.emit({ type: "failure", text: (words) => words.folderLost(name, sayFailure(error, words)) });
    }),
  };
}

async function attempt(work: () => Promise<unknown>, notices: Emitter<Notice>): Promise<void> {
  try {
    await work();
  } catch (error) {
    notices.emit({ type: "failure", text: (words) => sayFailure(error, words) });
  }
}

async function rename(projects: Projects, project: Store<ProjectRecord>, name: string): Promise<void> {
  const next = name.trim();
  if (next === "") return;
  await projects.rename(project.get().id, next);
  project.set((now) => ({ ...now, name: next }));
}

/** A tab that is put away may never come back. */
function saveWhenHidden(documents: Documents): Disposable {
  const save = () => {
    if (document.visibilityState === "hidden") void documents.flush();
  };
  document.addEventListener("visibilitychange", save);
  window.addEventListener("pagehide", save);
  return {
    dispose() {
      document.removeEventListener("visibilitychange", save);
      window.removeEventListener("pagehide", save);
    },
  };
}
