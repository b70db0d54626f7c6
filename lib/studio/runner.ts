import { codeOf, createStore, messageOf, type ReadableStore, type Store } from "@/lib/base";
import type { PreviewEvent, Sandbox } from "@/lib/sandbox";
import type { Template, Workspace } from "@/lib/workspace";
import type { Computer } from "./computer";
import { manifestPath, readManifest, type Manifest, type ManifestReading } from "./manifest";
import type { KeptModules } from "./modules/kept-modules";
import { lendWhenServing } from "./modules/lend-modules";
import { wishOf } from "./modules/wish";
import { followPlainPage } from "./plain-page";
import { createPreviewPage, type PreviewPage } from "./preview-page";
import { isUnderWay, previewState, shownPort, type OpenPort, type PreviewState, type RunState } from "./preview-state";
import { planRun, serveStatic, type RunPlan } from "./run-plan";
import type { Program, TerminalSession } from "./terminal-session";
import type { Terminals } from "./terminals";

/** Runs the project and knows what the preview has to show. */
export interface Runner {
  readonly run: ReadableStore<RunState>;
  readonly ports: ReadableStore<readonly OpenPort[]>;
  readonly preview: ReadableStore<PreviewState>;
  /** What pages in the preview wrote to their console, newest last. */
  readonly messages: ReadableStore<readonly PreviewEvent[]>;
  readonly page: PreviewPage;
  /** Brings the preview into sight. */
  readonly showPreview: () => void;
  /** `quietly` leaves alone which terminal is shown, if one is: for a start that nobody asked for. */
  readonly start: (how?: { readonly quietly: boolean }) => Promise<void>;
  readonly stop: () => void;
  readonly choosePort: (port: number) => void;
  readonly clearMessages: () => void;
}

export interface RunnerParts {
  readonly workspace: Workspace;
  readonly computer: Computer;
  readonly terminals: Terminals;
  readonly template: Template | undefined;
  readonly showPreview: () => void;
  readonly modules: KeptModules;
  /** Whether what this project installs may be laid down in another one. */
  readonly lends: boolean;
}

const messagesKept = 500;

export function createRunner(parts: RunnerParts): Runner {
  const run = createStore<RunState>({ type: "idle" });
  const ports = createStore<readonly OpenPort[]>([]);
  const chosen = createStore<number | undefined>(undefined);
  const lastPort = createStore<number | undefined>(undefined);
  const messages = createStore<readonly PreviewEvent[]>([]);
  const preview = createStore<PreviewState>({ type: "idle" });
  const { computer } = parts;
  const page = createPreviewPage({
    onTrouble(message, pathname) {
      const event = {
        type: "console",
        level: "error",
        message,
        port: shownPort(preview.get())?.port ?? 0,
        pathname,
      } as const;
      messages.set((all) => [...all, event].slice(-messagesKept));
    },
  });

  const refresh = () => {
    preview.set(
      previewState({
        computer: computer.state.get(),
        run: run.get(),
        ports: ports.get(),
        chosen: chosen.get(),
        lastPort: lastPort.get(),
        isEmpty: page.facts.get()?.isEmpty ?? false,
        isLate: page.isLate.get(),
      }),
    );
  };
  for (const store of [run, ports, chosen, lastPort, page.facts, page.isLate]) store.subscribe(refresh);
  followMending(parts.workspace, run);
  followComputer(computer, ports, lastPort, messages, refresh);
  refresh();
  followPlainPage({ ...parts, run, ports, page });

  const control = createControl(parts, run, ports, () => {
    lastPort.set(undefined);
  });
  return {
    run,
    ports,
    preview,
    messages,
    page,
    showPreview: parts.showPreview,
    ...control,
    choosePort: chosen.set,
    clearMessages() {
      messages.set([]);
    },
  };
}

/** One run at a time, and one start at a time. */
function createControl(
  parts: RunnerParts,
  run: Store<RunState>,
  ports: Runner["ports"],
  begun: () => void,
): Pick<Runner, "start" | "stop"> {
  let session: TerminalSession | undefined;
  let unfollow: () => void = () => undefined;
  return {
    async start(how = { quietly: false }) {
      if (run.get().type === "preparing") return;
      const earlier = session;
      unfollow();
      earlier?.kill();
      begun();
      const { session: opened, installs, unfollow: next = () => undefined } = await begin(parts, run, how.quietly);
      session = opened;
      unfollow = next;
      if (opened && installs !== undefined && parts.lends)
        await lendWhenServing({ ...parts, sandbox: parts.computer.start, ports }, opened, installs);
      if (earlier) parts.terminals.close(earlier.id);
    },
    stop() {
      unfollow();
      if (isUnderWay(run.get())) run.set({ type: "idle" });
      session?.kill();
      session = undefined;
    },
  };
}

/** A broken manifest is told for as long as it is broken. */
function followMending(workspace: Workspace, run: Store<RunState>): void {
  const look = async () => {
    const reading = await manifestIn(workspace);
    if (run.get().type === "broken") run.set(reading.type === "broken" ? reading : { type: "idle" });
  };
  workspace.onChange((changes) => {
    if (run.get().type !== "broken" || !changes.some(({ path }) => path === manifestPath)) return;
    void look().catch((error: unknown) => {
      run.set({ type: "failed", reason: messageOf(error) });
    });
  });
}

async function manifestIn(workspace: Workspace): Promise<ManifestReading> {
  const names = (await workspace.list("")).map(({ path }) => path);
  return readManifest(names.includes(manifestPath) ? await workspace.readText(manifestPath) : undefined);
}

type Settable<T> = { readonly set: (next: T | ((now: T) => T)) => void };

function followComputer(
  computer: Computer,
  ports: Settable<readonly OpenPort[]>,
  lastPort: Settable<number | undefined>,
  messages: Settable<readonly PreviewEvent[]>,
  refresh: () => void,
): void {
  const followed = new WeakSet<Sandbox>();
  computer.state.subscribe(() => {
    const now = computer.state.get();
    refresh();
    if (now.type === "off") ports.set([]);
    if (now.type !== "ready" || followed.has(now.sandbox)) return;
    followed.add(now.sandbox);
    now.sandbox.onPort(({ type, ...changed }) => {
      if (type === "opened") lastPort.set(changed.port);
      ports.set((open) => {
        const others = open.filter((other) => other.port !== changed.port);
        return type === "opened" ? [...others, changed] : others;
      });
    });
    now.sandbox.onPreview((event) => {
      messages.set((all) => [...all, event].slice(-messagesKept));
    });
  });
}

interface Begun {
  readonly session?: TerminalSession;
  /** From then on its end is nobody's business. */
  readonly unfollow?: () => void;
  /** What it installs first, for others to use. */
  readonly installs?: string;
}

async function begin(parts: RunnerParts, run: Store<RunState>, quietly: boolean): Promise<Begun> {
  const preparing: RunState = { type: "preparing" };
  run.set(preparing);
  try {
    const found = await findPlan(parts);
    if ("type" in found) {
      if (run.get() === preparing) run.set(found);
      return {};
    }
    const program = await programOf(found);
    // Whoever stopped it meanwhile finds it stopped.
    if (run.get() !== preparing) return {};
    const session = parts.terminals.open({ name: found.command, program: { ...program, transient: true }, quietly });
    const unfollow = follow(session, found, run);
    return { session, unfollow, ...(found.wish !== undefined && { installs: found.wish }) };
  } catch (error) {
    if (run.get() === preparing) run.set({ type: "failed", reason: messageOf(error) });
    return {};
  }
}

type FoundPlan = RunPlan & { readonly wish?: string };

/** What was installed for the same wish before is laid down at once. */
async function findPlan(parts: RunnerParts): Promise<FoundPlan | (RunState & { type: "broken" | "nothing" })> {
  const reading = await manifestIn(parts.workspace);
  if (reading.type === "broken") return reading;
  const plan = await planOf(parts, reading.manifest);
  if (plan === undefined) return { type: "nothing" };
  const wish = plan.install ? await wishOf(parts.workspace) : undefined;
  if (wish === undefined) return plan;
  const isThere = await parts.modules.restore(await parts.computer.start(), wish);
  return isThere ? { ...plan, install: false } : { ...plan, wish };
}

/** The end of an install is seen in the output, where the shell prints the command that follows. */
const installEnd = "\u001b]9;tabsmith-run\u0007";

/** A command that means the same without a shell. */
const plainWords = /^[\w./@:=-]+(?: [\w./@:=-]+)*$/;

async function programOf({ command, install }: RunPlan): Promise<Program> {
  if (command === serveStatic) {
    const { staticServer } = await import("./static-server.data");
    return { command: "node", args: ["--input-type=module", "-e", staticServer] };
  }
  const [first = "", ...rest] = command.split(" ");
  if (!install && plainWords.test(command)) return { command: first, args: rest };
  return { command: "sh", args: ["-c", install ? `npm install && printf '${installEnd}' && ${command}` : command] };
}

function follow(session: TerminalSession, { command, install }: RunPlan, run: Settable<RunState>): () => void {
  run.set({ type: install ? "installing" : "running", command });
  const output = session.onOutput((text) => {
    if (text.includes(installEnd)) run.set({ type: "running", command });
  });
  const stop = session.state.subscribe(() => {
    const now = session.state.get();
    if (now.type === "failed") run.set(now);
    if (now.type === "ended")
      run.set({ type: "ended", command, code: now.code, lastLines: lastLines(session.printed()) });
    if (now.type === "failed" || now.type === "ended") unfollow();
  });
  const unfollow = () => {
    output.dispose();
    stop();
  };
  return unfollow;
}

/** The end of what a terminal printed, without its colours. */
export function lastLines(printed: string, count = 12): readonly string[] {
  const plain = printed.replace(escapes, "");
  return plain
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .slice(-count);
}

const escapes = new RegExp(
  `${String.fromCharCode(27)}(?:\\[[0-9;?]*[A-Za-z]|\\][^${String.fromCharCode(7)}]*${String.fromCharCode(7)})`,
  "g",
);

async function planOf(
  { workspace, computer, template }: RunnerParts,
  manifest: Manifest,
): Promise<RunPlan | undefined> {
  const names = (await workspace.list("")).map(({ path }) => path);
  return planRun({ manifest, names, template, hasModules: await hasModules(computer) });
}

async function hasModules(computer: Computer): Promise<boolean> {
  const sandbox = await computer.start();
  try {
    return (await sandbox.files.list(`${sandbox.cwd}/node_modules`)).length > 0;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}
