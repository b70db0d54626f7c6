import { z } from "zod";
import { plainText } from "./shell/output-buffer";
import { runCommand } from "./shell/run-command";
import { defineTool, ToolError } from "./tool";

const input = z.object({
  code: z.string().min(1).describe("The program"),
  language: z.enum(["javascript", "python"]).optional().describe("Default: javascript"),
  timeout: z.number().int().min(1).max(120_000).optional().describe("Milliseconds; default 30000"),
});

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

function commandOf({ code, language }: z.output<typeof input>): string {
  return language === "python" ? `python3 -c ${quote(code)}` : `node --input-type=module -e ${quote(code)}`;
}

export const runRepl = defineTool({
  name: "REPL",
  aliases: ["repl", "run_code"],
  description:
    "Run a short program to try something out: JavaScript (an ES module in Node, the project's packages importable) or Python. Print what you want to see; nothing is kept between calls.",
  input,
  deferred: true,
  title: ({ code }) => code,
  access: (call, { cwd }) => ({ type: "shell", command: commandOf(call), cwd }),
  preview: async ({ code }, { shell }) => ({ type: "command", command: code, cwd: shell.cwd }),
  async run(call, context) {
    const { exit, output, timedOut } = await runCommand(commandOf(call), call.timeout ?? 30_000, context);
    const text = plainText(output).trim();
    if (timedOut) throw new ToolError(`Stopped: it ran longer than its time.\n${text}`);
    if (exit.code !== 0) throw new ToolError(`Exit code ${exit.code}\n${text}`);
    return text === "" ? "(It printed nothing.)" : text;
  },
});
