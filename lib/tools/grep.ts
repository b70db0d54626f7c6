import { codeOf, messageOf } from "@/lib/base";
import { protectionOf } from "@/lib/permissions";
import { decodeText, searchFiles, type FileMatches } from "@/lib/workspace";
import { z } from "zod";
import type { ToolContext } from "./context";
import { projectPath, workspacePath } from "./project-path";
import { defineTool, ToolError } from "./tool";

const input = z.object({
  pattern: z.string().min(1).describe("A JavaScript regular expression"),
  path: z.string().optional().describe("A folder or file; default: the whole project"),
  glob: z.string().optional().describe("Only files that fit, such as `*.ts`"),
  output_mode: z.enum(["content", "files_with_matches", "count"]).optional().describe("Default: files_with_matches"),
  case_insensitive: z.boolean().optional(),
  context: z.number().int().min(0).max(20).optional().describe("Lines around each match, with `content`"),
  head_limit: z.number().int().min(1).optional().describe("How many lines of output; default 200"),
});
type Input = z.output<typeof input>;

function scope(call: Input, context: ToolContext): readonly string[] {
  const under = workspacePath(projectPath(call.path ?? ".", context));
  if (call.glob === undefined) return under === "" ? [] : [`/${under}`];
  if (under === "") return [call.glob];
  return [call.glob.includes("/") ? `/${under}/${call.glob}` : `/${under}/**/${call.glob}`];
}

/** Files that hold secrets are passed over: reading one is asked about by name. */
async function search(call: Input, context: ToolContext): Promise<readonly FileMatches[]> {
  const query = { text: call.pattern, regex: true, matchCase: !call.case_insensitive, include: scope(call, context) };
  const found: FileMatches[] = [];
  try {
    for await (const file of searchFiles(context.workspace, query, context.signal))
      if (!protectionOf(file.path, "read")) found.push(file);
  } catch (error) {
    if (codeOf(error) === "EINVAL")
      throw new ToolError(
        `The pattern is no regular expression: ${messageOf(error)}. Escape special characters with a backslash.`,
        { cause: error },
      );
    throw error;
  }
  return found;
}

async function showLines(
  { path, matches }: FileMatches,
  around: number,
  context: ToolContext,
): Promise<readonly string[]> {
  if (around === 0) return matches.map(({ line, preview }) => `${path}:${line}:${preview}`);
  const lines = (decodeText(await context.workspace.readBytes(path)) ?? "").split(/\r?\n/);
  const hits = new Set(matches.map(({ line }) => line));
  const near = new Set(
    [...hits].flatMap((line) => Array.from({ length: 2 * around + 1 }, (_, at) => line - around + at)),
  );
  const shown = [...near].filter((line) => line >= 1 && line <= lines.length).toSorted((a, b) => a - b);
  return shown.flatMap((line, at) => {
    const gap = at > 0 && shown[at - 1] !== line - 1 ? ["--"] : [];
    return [
      ...gap,
      `${path}${hits.has(line) ? ":" : "-"}${line}${hits.has(line) ? ":" : "-"}${(lines[line - 1] ?? "").slice(0, 500)}`,
    ];
  });
}

async function show(found: readonly FileMatches[], call: Input, context: ToolContext): Promise<readonly string[]> {
  if (call.output_mode === "count") return found.map(({ path, matches }) => `${path}:${matches.length}`);
  if (call.output_mode !== "content") return found.map(({ path }) => path);
  return (await Promise.all(found.map((file) => showLines(file, call.context ?? 0, context)))).flat();
}

export const grepFiles = defineTool({
  name: "Grep",
  aliases: ["grep_search", "search_files"],
  description: `Search in the project's files with a regular expression (JavaScript's). Leaves out node_modules, build output and binary files.
- \`output_mode\`: \`files_with_matches\` (default), \`content\` (lines with numbers; \`context\` adds lines around), \`count\`.
- Narrow it with \`glob\` and \`path\`. Escape brackets and dots that you mean literally.`,
  input,
  title: ({ pattern, glob, path }) => [pattern, glob, path].filter(Boolean).join(" in "),
  access: ({ path = "." }, context) => ({ type: "files", reads: [projectPath(path, context)] }),
  async run(call, context) {
    const found = await search(call, context);
    if (found.length === 0) return `Nothing matches ${call.pattern}.`;
    const lines = await show(found, call, context);
    const limit = call.head_limit ?? 200;
    const more = lines.length - limit;
    return (
      lines.slice(0, limit).join("\n") +
      (more > 0 ? `\n(${more} more lines. Narrow the search or raise \`head_limit\`.)` : "")
    );
  },
});
