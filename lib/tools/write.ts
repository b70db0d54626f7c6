import { z } from "zod";
import type { ToolContext } from "./context";
import { diffFile } from "./diff";
import { placeholderIn } from "./edit/placeholder";
import { projectPath } from "./project-path";
import { readIfThere } from "./text-file";
import { defineTool, ToolError } from "./tool";

/** Refuses what would destroy text that the model hasn't seen, or put a placeholder in its place. */
function check(path: string, before: string | undefined, content: string, { seen }: ToolContext): void {
  const stub = placeholderIn(content, before);
  if (stub !== undefined && before !== undefined)
    throw new ToolError(
      `The content holds the placeholder \`${stub}\`, which would delete code. Write the whole file, or use Edit.`,
    );
  if (before === undefined) return;
  const state = seen.compare(path, before);
  if (state === "unseen")
    throw new ToolError(`${path} exists and you haven't read it. Read it first, or choose another name.`);
  if (state === "changed") throw new ToolError(`${path} has changed since you read it. Read it again first.`);
}

export const writeFile = defineTool({
  name: "Write",
  aliases: ["write_file", "create_file"],
  description: `Create a file, or replace one whole. Missing folders are made.
- To change part of a file use Edit: it is shorter and safer.
- A file that exists must have been read first.
- Write out everything: a placeholder such as "… rest unchanged" is refused.`,
  input: z.object({
    file_path: z.string().min(1).describe("The file, relative to the project"),
    content: z.string().describe("The whole content"),
  }),
  title: ({ file_path }) => file_path,
  access: ({ file_path }, context) => ({ type: "files", writes: [projectPath(file_path, context)] }),
  async preview({ file_path, content }, context) {
    const path = projectPath(file_path, context);
    return { type: "diff", files: [diffFile(path, await readIfThere(context.workspace, path), content)] };
  },
  async run({ file_path, content }, context) {
    const path = projectPath(file_path, context);
    const before = await readIfThere(context.workspace, path);
    check(path, before, content, context);
    await context.workspace.writeText(path, content, "agent");
    context.seen.note(path, content);
    const lines = content.split("\n").length - (content.endsWith("\n") ? 1 : 0);
    return `${before === undefined ? "Created" : "Replaced"} ${path} (${lines} lines).`;
  },
});
