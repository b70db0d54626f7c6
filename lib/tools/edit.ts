import type { Result } from "@/lib/base";
import { z } from "zod";
import type { ToolContext } from "./context";
import { diffFile } from "./diff";
import { replacePassage, type Replaced } from "./edit/replace";
import { projectPath } from "./project-path";
import { readTextFile } from "./text-file";
import { defineTool, ToolError } from "./tool";

const input = z.object({
  file_path: z.string().min(1).describe("The file, relative to the project"),
  old_string: z.string().describe("The passage to replace, exactly as it stands in the file"),
  new_string: z.string().describe("What to put in its place"),
  replace_all: z.boolean().optional().describe("Replace every occurrence, as to rename something"),
});

function replace(
  text: string,
  { old_string, new_string, replace_all }: z.output<typeof input>,
): Result<Replaced, string> {
  return replacePassage(text, { old: old_string, new: new_string, all: replace_all ?? false });
}

function checkSeen(path: string, text: string, { seen }: ToolContext): void {
  const state = seen.compare(path, text);
  if (state === "unseen")
    throw new ToolError(`You haven't read ${path}. Read it first, so that the edit fits what is there.`);
  if (state === "changed") throw new ToolError(`${path} has changed since you read it. Read it again, then edit.`);
}

export const editFile = defineTool({
  name: "Edit",
  aliases: ["edit_file", "str_replace"],
  description: `Replace one exact passage of a file.
- Read the file first. Copy \`old_string\` from it exactly, without Read's line numbers, indentation included.
- \`old_string\` must occur exactly once: take in enough lines around it, or set \`replace_all\`.
- \`new_string\` is literal and complete: no placeholder such as "… rest unchanged".
- Several changes in one file: several calls in one answer are fine.`,
  input,
  title: ({ file_path }) => file_path,
  access: ({ file_path }, context) => ({ type: "files", writes: [projectPath(file_path, context)] }),
  async preview(call, context) {
    const path = projectPath(call.file_path, context);
    const before = await readTextFile(context.workspace, path);
    const after = replace(before, call);
    return after.ok
      ? { type: "diff", files: [diffFile(path, before, after.value.text)] }
      : { type: "text", text: after.error };
  },
  async run(call, context) {
    const path = projectPath(call.file_path, context);
    const before = await readTextFile(context.workspace, path);
    checkSeen(path, before, context);
    const after = replace(before, call);
    if (!after.ok) throw new ToolError(`${path}: ${after.error}`);
    const { text, count, by } = after.value;
    await context.workspace.writeText(path, text, "agent");
    context.seen.note(path, text);
    const note = by === "exact" ? "" : ` The passage matched but for its ${by}.`;
    return `Edited ${path} (${count} ${count === 1 ? "place" : "places"}).${note}`;
  },
});
