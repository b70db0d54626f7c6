import { codeOf, messageOf } from "@/lib/base";
import { z } from "zod";
import type { BackgroundTask } from "./background-tasks";
import type { ToolContext } from "./context";
import { plainText } from "./shell/output-buffer";
import { defineTool, ToolError } from "./tool";

const taskId = z.string().min(1).describe("Such as task_1");

/** A task that isn't there is the model's mistake, and the error names those that are. */
function readTask<T>(read: (id: string) => T, id: string): T {
  try {
    return read(id);
  } catch (error) {
    if (codeOf(error) === "ENOENT") throw new ToolError(messageOf(error), { cause: error });
    throw error;
  }
}

const stateOf = ({ state, exitCode }: BackgroundTask) =>
  exitCode === undefined ? state : `${state}, exit code ${exitCode}`;

/** Waits for more output or the end, but not past the time. */
async function waitForMore(id: string, milliseconds: number, { tasks, signal }: ToolContext): Promise<boolean> {
  const limit = AbortSignal.timeout(milliseconds);
  await tasks.changed(id, AbortSignal.any([limit, signal]));
  signal.throwIfAborted();
  return !limit.aborted;
}

export const taskOutput = defineTool({
  name: "TaskOutput",
  aliases: ["task_output", "BashOutput"],
  description:
    "Read what a background task has printed since the last look. With `wait`, wait for its end first (at most `timeout` milliseconds).",
  input: z.object({
    task_id: taskId,
    wait: z.boolean().optional(),
    timeout: z.number().int().min(1).max(600_000).optional(),
  }),
  title: ({ task_id }) => task_id,
  access: { type: "none" },
  async run({ task_id, wait, timeout = 30_000 }, context) {
    const until = Date.now() + (wait ? timeout : 0);
    let reading = readTask(context.tasks.read, task_id);
    let output = reading.output;
    while (reading.task.state === "running" && Date.now() < until) {
      if (!(await waitForMore(task_id, until - Date.now(), context))) break;
      reading = readTask(context.tasks.read, task_id);
      output += reading.output;
    }
    const lost = reading.lost > 0 ? `[${reading.lost} characters were lost]\n` : "";
    return `${task_id}: ${stateOf(reading.task)}\n${lost}${plainText(output).trim() || "(Nothing new.)"}`;
  },
});

export const taskStop = defineTool({
  name: "TaskStop",
  aliases: ["task_stop", "KillShell"],
  description: "Stop a background task, with all that it started.",
  input: z.object({ task_id: taskId }),
  title: ({ task_id }) => task_id,
  access: { type: "none" },
  async run({ task_id }, context) {
    const { task } = readTask(context.tasks.read, task_id);
    if (task.state !== "running") return `${task_id} had ended already: ${stateOf(task)}.`;
    context.tasks.stop(task_id);
    return `Stopped ${task_id}.`;
  },
});

export const taskList = defineTool({
  name: "TaskList",
  aliases: ["task_list"],
  description: "List the background tasks and whether they still run.",
  input: z.object({}),
  deferred: true,
  title: () => "background tasks",
  access: { type: "none" },
  async run(_, { tasks }) {
    const all = tasks.tasks.get();
    return all.length === 0
      ? "No task was started."
      : all.map((task) => `${task.id}: ${stateOf(task)}: ${task.title}`).join("\n");
  },
});

export const monitor = defineTool({
  name: "Monitor",
  aliases: ["monitor"],
  description:
    "Wait until a background task prints a line that contains a text, such as `ready on`, or ends. Better than sleeping.",
  input: z.object({
    task_id: taskId,
    text: z.string().min(1).describe("What to wait for, as plain text"),
    timeout: z.number().int().min(1).max(600_000).optional().describe("Milliseconds; default 30000"),
  }),
  title: ({ task_id, text }) => `${task_id} until “${text}”`,
  access: { type: "none" },
  async run({ task_id, text, timeout = 30_000 }, context) {
    const until = Date.now() + timeout;
    for (;;) {
      const { task, output: raw } = readTask(context.tasks.peek, task_id);
      const output = plainText(raw);
      const line = output.split("\n").find((candidate) => candidate.includes(text));
      if (line !== undefined) return `${task_id} printed: ${line.trim()}`;
      if (task.state !== "running")
        throw new ToolError(`${task_id} ended (${stateOf(task)}) without it:\n${output.slice(-2000).trim()}`);
      const more = Date.now() < until && (await waitForMore(task_id, Math.max(1, until - Date.now()), context));
      if (!more)
        throw new ToolError(
          `${task_id} didn't print it within ${timeout / 1000} s. Its last output:\n${output.slice(-2000).trim()}`,
        );
    }
  },
});
