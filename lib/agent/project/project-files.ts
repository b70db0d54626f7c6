import { codeOf } from "@/lib/base";
import { decodeText, type Workspace } from "@/lib/workspace";
import { readFrontmatter, type Document } from "./frontmatter";

/** Folders where a project keeps what it tells agents, ours first. */
export const homes = [".tabsmith", ".claude"];

export interface Found extends Document {
  readonly path: string;
  /** Without the folder and the ending: `review/api`. */
  readonly name: string;
}

async function list(workspace: Workspace, under: string): Promise<readonly string[]> {
  const paths: string[] = [];
  try {
    for await (const entry of workspace.walk({ under, ignored: true }))
      if (entry.type === "file") paths.push(entry.path);
  } catch (error) {
    if (codeOf(error) !== "ENOENT" && codeOf(error) !== "ENOTDIR") throw error;
  }
  return paths;
}

/** The Markdown files of a kind, such as `commands`. A name that is there twice counts once. */
export async function findDocuments(workspace: Workspace, kind: string): Promise<readonly Found[]> {
  const found = new Map<string, Found>();
  for (const home of homes) {
    const folder = `${home}/${kind}`;
    for (const path of await list(workspace, folder)) {
      if (!path.endsWith(".md")) continue;
      const text = decodeText(await workspace.readBytes(path));
      const name = path.slice(folder.length + 1, -3);
      if (text !== undefined && !found.has(name)) found.set(name, { path, name, ...readFrontmatter(text) });
    }
  }
  return [...found.values()];
}
