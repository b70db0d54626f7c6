import { z } from "zod";
import { plainText } from "./shell/output-buffer";
import { runCommand } from "./shell/run-command";
import { defineTool, ToolError } from "./tool";

const input = z.object({
  args: z.array(z.string()).min(1).describe('git\'s arguments, such as ["diff", "--staged"]'),
});

const quote = (text: string) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
const commandOf = ({ args }: z.output<typeof input>) => `git ${args.map(quote).join(" ")}`;

export const runGit = defineTool({
  name: "Git",
  aliases: ["git"],
  description:
    "Run git in the project. Look with status, diff, log before you change anything; commit only when the user asks; never rewrite published history. Arguments are passed as they are, so a message needs no quotes.",
  input,
  deferred: true,
  title: commandOf,
  access: (call, { cwd }) => ({ type: "shell", command: commandOf(call), cwd }),
  preview: async (call, { shell }) => ({ type: "command", command: commandOf(call), cwd: shell.cwd }),
  async run(call, context) {
    const { exit, output, timedOut } = await runCommand(commandOf(call), 120_000, context);
    const text = plainText(output).trim();
    if (timedOut) throw new ToolError(`git didn't end within two minutes.\n${text}`);
    if (exit.code !== 0) throw new ToolError(`git ended with ${exit.code}\n${text}`);
    return text === "" ? "(No output.)" : text;
  },
});
