import { codeOf } from "@/lib/base";
import type { Entry, Sandbox } from "@/lib/sandbox";
import { staysInSandbox } from "./leave-out";
import { orUndefined } from "./or-undefined";
import { childOf } from "./path-rules";
import type { Edit, Workspace, WorkspaceEntry } from "./workspace";

/** Makes the project's path what the sandbox's path is now, unless the project is about to tell the sandbox. */
export async function pullPath(
  workspace: Workspace,
  sandbox: Sandbox,
  path: string,
  busy: () => boolean,
): Promise<void> {
  if (busy()) return;
  const known = await orUndefined(workspace.stat(path));
  const source = `${sandbox.cwd}/${path}`;
  const entry = await orUndefined(sandbox.files.stat(source));
  const content = entry?.type === "file" ? await orUndefined(sandbox.files.read(source)) : undefined;
  if (busy()) return;
  await applyIfStillTrue(workspace, editsFor(path, known, entry, content));
  if (entry?.type !== "directory" || known?.type === "directory") return;
  for (const { name } of await sandbox.files.list(source))
    if (!staysInSandbox(childOf(path, name))) await pullPath(workspace, sandbox, childOf(path, name), busy);
}

/** When the project changed meanwhile, its own change is on the way to the sandbox and wins. */
async function applyIfStillTrue(workspace: Workspace, edits: readonly Edit[]): Promise<void> {
  if (edits.length === 0) return;
  try {
    await workspace.apply(edits, "program");
  } catch (error) {
    if (codeOf(error) !== "ESTALE" && codeOf(error) !== "ENOENT") throw error;
  }
}

function editsFor(
  path: string,
  known: WorkspaceEntry | undefined,
  entry: Entry | undefined,
  content: Uint8Array | undefined,
): readonly Edit[] {
  if (known?.type === entry?.type) return same(path, known, entry, content);
  const made = entry ? making(path, entry, content) : undefined;
  return [...(known ? [{ type: "remove", path } as const] : []), ...(made ? [made] : [])];
}

function making(path: string, entry: Entry, content: Uint8Array | undefined): Edit | undefined {
  if (entry.type === "directory") return { type: "mkdir", path };
  if (entry.type === "symlink")
    return entry.target === undefined ? undefined : { type: "symlink", path, target: entry.target };
  return content && { type: "write", path, content, mode: entry.mode % 0o1000 };
}

function same(
  path: string,
  known: WorkspaceEntry | undefined,
  entry: Entry | undefined,
  content: Uint8Array | undefined,
): readonly Edit[] {
  if (!entry || entry.type === "directory") return [];
  const made = making(path, entry, content);
  if (!made || (made.type === "symlink" && made.target === known?.target)) return [];
  return [made.type === "write" ? { ...made, expected: known?.hash ?? null } : made];
}
