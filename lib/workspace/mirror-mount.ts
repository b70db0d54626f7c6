import type { FileTree, FileTreeEntry, Sandbox } from "@/lib/sandbox";
import { namesThatStayInSandbox, staysInSandbox } from "./leave-out";
import type { Workspace, WorkspaceEntry } from "./workspace";

/** Makes the sandbox's folder what the project is; what an install filled stays. */
export async function layDown(workspace: Workspace, sandbox: Sandbox): Promise<void> {
  const there = await sandbox.snapshot({ leaveOut: namesThatStayInSandbox });
  const wanted = await treeOf(workspace, "");
  for (const path of superfluous(there, wanted, sandbox.cwd)) await sandbox.files.remove(path);
  await sandbox.mount(wanted);
}

async function treeOf(workspace: Workspace, folder: string): Promise<FileTree> {
  const tree: Record<string, FileTreeEntry> = {};
  for (const entry of await workspace.list(folder)) {
    if (staysInSandbox(entry.path)) continue;
    Object.defineProperty(tree, entry.path.slice(entry.path.lastIndexOf("/") + 1), {
      value: await nodeOf(workspace, entry),
      enumerable: true,
    });
  }
  return tree;
}

async function nodeOf(workspace: Workspace, entry: WorkspaceEntry): Promise<FileTreeEntry> {
  if (entry.type === "directory") return { type: "directory", entries: await treeOf(workspace, entry.path) };
  if (entry.type === "symlink") return { type: "symlink", target: entry.target ?? "" };
  return { type: "file", content: await workspace.readBytes(entry.path), mode: entry.mode };
}

/** What is there and not wanted, or wanted as something else. */
function* superfluous(there: FileTree, wanted: FileTree, folder: string): Iterable<string> {
  for (const [name, entry] of Object.entries(there)) {
    const target = Object.hasOwn(wanted, name) ? wanted[name] : undefined;
    const path = `${folder}/${name}`;
    if (!target || target.type !== entry.type || entry.type === "symlink") yield path;
    else if (entry.type === "directory" && target.type === "directory")
      yield* superfluous(entry.entries, target.entries, path);
  }
}
