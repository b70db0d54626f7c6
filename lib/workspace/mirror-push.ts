import type { Sandbox } from "@/lib/sandbox";
import { orUndefined } from "./or-undefined";
import { nameOf, parentOf } from "./path-rules";
import type { Workspace } from "./workspace";

/** Makes the sandbox's path what the project's path is now. */
export async function pushPath(workspace: Workspace, sandbox: Sandbox, path: string): Promise<void> {
  const entry = await orUndefined(workspace.stat(path));
  const target = `${sandbox.cwd}/${path}`;
  if (!entry) return orUndefined(sandbox.files.remove(target));
  const there = await orUndefined(sandbox.files.stat(target));
  if (there && there.type !== entry.type) await sandbox.files.remove(target);
  if (entry.type === "directory") return sandbox.files.mkdir(target);
  if (parentOf(path) !== "") await sandbox.files.mkdir(`${sandbox.cwd}/${parentOf(path)}`);
  if (entry.type === "symlink")
    return sandbox.mount({ [nameOf(path)]: { type: "symlink", target: entry.target ?? "" } }, parentOf(path));
  const content = await workspace.readBytes(path);
  if (there?.type === "file" && there.mode % 0o1000 === entry.mode) return sandbox.files.write(target, content);
  return sandbox.mount({ [nameOf(path)]: { type: "file", content, mode: entry.mode } }, parentOf(path));
}
