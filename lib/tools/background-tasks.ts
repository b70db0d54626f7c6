import { createStore, Failure, type ReadableStore } from "@/lib/base";
import type { SandboxProcess } from "@/lib/sandbox";

export interface BackgroundTask {
  readonly id: string;
  readonly title: string;
  readonly state: "running" | "done" | "failed" | "stopped";
  readonly exitCode?: number;
  readonly startedAt: number;
}

/** Output since the last look, and what was lost because no one looked in time. */
export interface TaskReading {
  readonly task: BackgroundTask;
  readonly output: string;
  readonly lost: number;
}

export interface BackgroundTasks {
  readonly tasks: ReadableStore<readonly BackgroundTask[]>;
  readonly add: (title: string, process: SandboxProcess) => BackgroundTask;
  /** Fails with `ENOENT` for a task that isn't there. */
  readonly read: (id: string) => TaskReading;
  /** Everything that is kept, without moving the mark of `read`. */
  readonly peek: (id: string) => Omit<TaskReading, "lost">;
  readonly stop: (id: string) => void;
  /** Resolves at the next output or at the end. */
  readonly changed: (id: string, signal: AbortSignal) => Promise<void>;
  readonly dispose: () => void;
}

const mostKept = 200_000;

class Running {
  output = "";
  /** How much was dropped from the front, and how far `read` has come, both counted from the very first character. */
  dropped = 0;
  mark = 0;
  readonly waiting = new Set<() => void>();
  constructor(
    public task: BackgroundTask,
    readonly process: SandboxProcess,
  ) {}

  take(text: string) {
    this.output += text;
    const over = this.output.length - mostKept;
    if (over > 0) {
      this.output = this.output.slice(over);
      this.dropped += over;
    }
    this.wake();
  }

  wake() {
    for (const waiter of [...this.waiting]) waiter();
    this.waiting.clear();
  }

  read(): TaskReading {
    const lost = Math.max(0, this.dropped - this.mark);
    const output = this.output.slice(Math.max(0, this.mark - this.dropped));
    this.mark = this.dropped + this.output.length;
    return { task: this.task, output, lost };
  }
}

async function follow(running: Running, update: (change: Partial<BackgroundTask>) => void) {
  try {
    const reader = running.process.output.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) running.take(next.value);
    const { code } = await running.process.exit;
    if (running.task.state === "running") update({ state: code === 0 ? "done" : "failed", exitCode: code });
  } catch {
    if (running.task.state === "running") update({ state: "failed" });
  }
  running.wake();
}

/** Programs that go on while the conversation does. */
export function createBackgroundTasks(now: () => number = Date.now): BackgroundTasks {
  const all = new Map<string, Running>();
  const tasks = createStore<readonly BackgroundTask[]>([]);
  const publish = () => {
    tasks.set([...all.values()].map(({ task }) => task));
  };
  const find = (id: string): Running => {
    const found = all.get(id);
    if (found) return found;
    const names = [...all.keys()];
    throw new Failure(
      "ENOENT",
      `There is no task ${id}. ${names.length > 0 ? `There are: ${names.join(", ")}.` : "None was started."}`,
    );
  };
  const stop = (running: Running) => {
    if (running.task.state !== "running") return;
    running.task = { ...running.task, state: "stopped" };
    running.process.kill("SIGTERM");
    publish();
  };
  return {
    tasks,
    add(title, process) {
      const running = new Running({ id: `task_${all.size + 1}`, title, state: "running", startedAt: now() }, process);
      all.set(running.task.id, running);
      publish();
      void follow(running, (change) => {
        running.task = { ...running.task, ...change };
        publish();
      });
      return running.task;
    },
    read: (id) => find(id).read(),
    peek(id) {
      const { task, output } = find(id);
      return { task, output };
    },
    stop(id) {
      stop(find(id));
    },
    changed(id, signal) {
      const running = find(id);
      return new Promise((resolve) => {
        running.waiting.add(resolve);
        signal.addEventListener(
          "abort",
          () => {
            resolve();
          },
          { once: true },
        );
      });
    },
    dispose() {
      for (const running of all.values()) stop(running);
    },
  };
}
