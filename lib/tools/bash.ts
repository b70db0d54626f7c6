import { z } from "zod";
import type { ToolContext } from "./context";
import { plainText } from "./shell/output-buffer";
import { runCommand, startCommand, type CommandResult } from "./shell/run-command";
import { defineTool, ToolError } from "./tool";

const usual = 120_000;
const longest = 600_000;

const input = z.object({
  command: z.string().min(1).describe("The command line for sh"),
  description: z.string().optional().describe("What it does, in five to ten words"),
  timeout: z.number().int().min(1).max(longest).optional().describe(`Milliseconds; default ${usual}`),
  run_in_background: z.boolean().optional().describe("Go on while it runs; see TaskOutput"),
});

async function background({ command, description }: z.output<typeof input>, context: ToolContext): Promise<string> {
  const task = context.tasks.add(description ?? command, await startCommand(command, context));
  return `Started in the background as ${task.id}. See its output with TaskOutput, wait for a line with Monitor, end it with TaskStop.`;
}

function conclude({ exit, output, timedOut }: CommandResult, timeout: number): string {
  const text = plainText(output).trim();
  if (timedOut)
    throw new ToolError(
      `Stopped after ${timeout / 1000} s. A server or watcher belongs in the background (\`run_in_background\`); a slow command needs a larger \`timeout\`.\n${text}`,
    );
  if (exit.code !== 0 || exit.signal !== undefined) {
    const how = exit.signal === undefined ? `Exit code ${exit.code}` : `Killed by ${exit.signal}`;
    throw new ToolError(text === "" ? `${how}, no output.` : `${how}\n${text}`);
  }
  return text === "" ? "(No output.)" : text;
}

export const runBash = defineTool({
  name: "Bash",
  aliases: ["bash", "shell", "run_command", "execute_command"],
  description: `Run a command in the project's shell. Each call is a process of its own; the folder it ends in is kept for the next call.
- Use Read, Edit, Write, Glob and Grep for files rather than cat, sed and find: they are faster and shown better.
- Chain with \`&&\` where one depends on another. Quote paths with spaces. Nothing can be typed into it.
- It is stopped after ${usual / 1000} s unless \`timeout\` says otherwise. Servers and watchers: \`run_in_background\`.
- A non-zero exit code comes back as an error with the output.`,
  input,
  title: ({ command }) => command,
  access: ({ command }, { cwd }) => ({ type: "shell", command, cwd }),
  preview: async ({ command, description }, { shell }) => ({
    type: "command",
    command,
    cwd: shell.cwd,
    ...(description ? { description } : {}),
  }),
  async run(call, context) {
    if (call.run_in_background) return background(call, context);
    const timeout = call.timeout ?? usual;
    return conclude(await runCommand(call.command, timeout, context), timeout);
  },
});
