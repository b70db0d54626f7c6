import type { Edit } from "@/lib/workspace";
import { z } from "zod";
import type { ToolContext } from "./context";
import { diffFile, type FileDiff } from "./diff";
import { applyHunks } from "./edit/apply-hunks";
import { parsePatch, type FilePatch } from "./edit/parse-patch";
import { placeholderIn } from "./edit/placeholder";
import { projectPath } from "./project-path";
import { readIfThere, readTextFile } from "./text-file";
import { defineTool, ToolError } from "./tool";

interface Planned {
  readonly edits: readonly Edit[];
  readonly diff: FileDiff;
  readonly summary: string;
  readonly written?: { readonly path: string; readonly text: string };
}

async function planUpdate(patch: Extract<FilePatch, { type: "update" }>, context: ToolContext): Promise<Planned> {
  const path = projectPath(patch.path, context);
  const before = await readTextFile(context.workspace, path);
  const after = applyHunks(before, patch.hunks);
  if (!after.ok) throw new ToolError(`${path}: ${after.error}`);
  const stub = placeholderIn(after.value, before);
  if (stub !== undefined)
    throw new ToolError(`${path}: the patch holds the placeholder \`${stub}\`. Write out the code.`);
  if (patch.moveTo === undefined) {
    const edit: Edit = { type: "write", path, content: after.value };
    return {
      edits: [edit],
      diff: diffFile(path, before, after.value),
      summary: `M ${path}`,
      written: { path, text: after.value },
    };
  }
  const target = projectPath(patch.moveTo, context);
  if ((await readIfThere(context.workspace, target)) !== undefined)
    throw new ToolError(`${target} exists already, so ${path} can't be moved there.`);
  const edits: readonly Edit[] = [
    { type: "rename", from: path, to: target },
    { type: "write", path: target, content: after.value },
  ];
  return {
    edits,
    diff: diffFile(target, before, after.value),
    summary: `R ${path} -> ${target}`,
    written: { path: target, text: after.value },
  };
}

async function plan(patch: FilePatch, context: ToolContext): Promise<Planned> {
  const path = projectPath(patch.path, context);
  if (patch.type === "update") return planUpdate(patch, context);
  if (patch.type === "delete") {
    const before = await readTextFile(context.workspace, path);
    return { edits: [{ type: "remove", path }], diff: diffFile(path, before, undefined), summary: `D ${path}` };
  }
  if ((await readIfThere(context.workspace, path)) !== undefined)
    throw new ToolError(`${path} exists already. Use \`*** Update File:\` to change it.`);
  const { content } = patch;
  return {
    edits: [{ type: "write", path, content }],
    diff: diffFile(path, undefined, content),
    summary: `A ${path}`,
    written: { path, text: content },
  };
}

/** Everything that the patch would do, or an error before anything is done. */
async function planAll(text: string, context: ToolContext): Promise<readonly Planned[]> {
  const patches = parsePatch(text);
  if (!patches.ok) throw new ToolError(patches.error);
  const names = patches.value.map(({ path }) => projectPath(path, context));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new ToolError(`${twice} is named twice. Put all its hunks under one heading.`);
  return Promise.all(patches.value.map((patch) => plan(patch, context)));
}

function pathsOf(text: string, context: { readonly root: string }): readonly string[] {
  const patches = parsePatch(text);
  if (!patches.ok) return [];
  return patches.value.flatMap((patch) => {
    const paths = [projectPath(patch.path, context)];
    return patch.type === "update" && patch.moveTo !== undefined
      ? [...paths, projectPath(patch.moveTo, context)]
      : paths;
  });
}

export const applyPatch = defineTool({
  name: "ApplyPatch",
  aliases: ["apply_patch"],
  description: `Change several files at once with a patch. Everything is checked before anything is written: all of it applies or none.
*** Begin Patch
*** Update File: src/app.ts
@@ function greet() {
 context line
-old line
+new line
*** Add File: src/new.ts
+first line
*** Delete File: src/old.ts
*** End Patch
- Hunks are found by their lines, so give about three lines of context; \`@@ line\` names a line that comes before.
- \`*** Move to: path\` right after \`*** Update File:\` renames. A unified diff is accepted too.`,
  input: z.object({ patch: z.string().min(1).describe("The whole patch") }),
  title: ({ patch }) => pathsOf(patch, { root: "/" }).join(", ") || "a patch",
  access: ({ patch }, context) => ({ type: "files", writes: pathsOf(patch, context) }),
  changes: true,
  async preview({ patch }, context) {
    const planned = await planAll(patch, context);
    return { type: "diff", files: planned.map(({ diff }) => diff) };
  },
  async run({ patch }, context) {
    const planned = await planAll(patch, context);
    await context.workspace.apply(
      planned.flatMap(({ edits }) => edits),
      "agent",
    );
    for (const { written } of planned) if (written) context.seen.note(written.path, written.text);
    return `Applied:\n${planned.map(({ summary }) => summary).join("\n")}`;
  },
});
