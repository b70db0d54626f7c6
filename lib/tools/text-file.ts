import { codeOf } from "@/lib/base";
import { decodeText, rankPaths, type Workspace } from "@/lib/workspace";
import { ToolError } from "./tool";

/** Files whose names are close to one that isn't there. */
async function similar(workspace: Workspace, path: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for await (const entry of workspace.walk()) paths.push(entry.path);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const same = paths.filter((other) => other.endsWith(`/${name}`) || other === name);
  const ranked = same.length > 0 ? same : rankPaths(name.replace(/\.\w+$/, ""), paths).map((found) => found.path);
  return ranked.slice(0, 3);
}

export async function missing(workspace: Workspace, path: string): Promise<ToolError> {
  const close = await similar(workspace, path);
  const hint = close.length > 0 ? ` Did you mean ${close.join(" or ")}?` : " Use Glob to see which files there are.";
  return new ToolError(`There is no file ${path}.${hint}`);
}

/** A file's bytes, or an error that says what would work. */
export async function readFileBytes(workspace: Workspace, path: string): Promise<Uint8Array> {
  try {
    return await workspace.readBytes(path);
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") throw await missing(workspace, path);
    if (code === "EISDIR")
      throw new ToolError(`${path} is a folder. Use Glob with the pattern \`${path}/*\` to see what is in it.`);
    throw error;
  }
}

export async function readTextFile(workspace: Workspace, path: string): Promise<string> {
  const text = decodeText(await readFileBytes(workspace, path));
  if (text === undefined) throw new ToolError(`${path} is no text file.`);
  return text;
}

/** Undefined where there is no such file. */
export async function readIfThere(workspace: Workspace, path: string): Promise<string | undefined> {
  try {
    return decodeText(await workspace.readBytes(path));
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return undefined;
    if (codeOf(error) === "EISDIR") throw new ToolError(`${path} is a folder.`);
    throw error;
  }
}
