import { compileGlobs } from "@/lib/workspace";
import { z } from "zod";
import { projectPath, workspacePath } from "./project-path";
import { defineTool } from "./tool";

const most = 200;

export const globFiles = defineTool({
  name: "Glob",
  aliases: ["glob_search", "list_files", "LS"],
  description: `Find files by name, newest first. Patterns: \`**/*.ts\`, \`src/*.{js,jsx}\`, \`*.md\` (at any depth).
Leaves out node_modules, build output and the like. To search in files use Grep.`,
  input: z.object({
    pattern: z.string().min(1).describe("A glob"),
    path: z.string().optional().describe("The folder to look in; default: the whole project"),
  }),
  title: ({ pattern, path }) => (path === undefined ? pattern : `${pattern} in ${path}`),
  access: ({ path = "." }, context) => ({ type: "files", reads: [projectPath(path, context)] }),
  async run({ pattern, path = "." }, context) {
    const under = workspacePath(projectPath(path, context));
    const fits = compileGlobs([pattern]);
    const found: { path: string; modified: number }[] = [];
    for await (const entry of context.workspace.walk(under === "" ? {} : { under })) {
      context.signal.throwIfAborted();
      const inner = under === "" ? entry.path : entry.path.slice(under.length + 1);
      if (fits(inner) || fits(entry.path)) found.push(entry);
    }
    if (found.length === 0) return `No file fits ${pattern}${under === "" ? "" : ` in ${under}`}.`;
    const newest = found
      .toSorted((a, b) => b.modified - a.modified || (a.path < b.path ? -1 : 1))
      .map((entry) => entry.path);
    const more = found.length - most;
    return newest.slice(0, most).join("\n") + (more > 0 ? `\n(${more} more. Use a narrower pattern.)` : "");
  },
});
