import { createMemoryStorage } from "./memory-storage";
import { openWorkspace } from "./project-workspace";
import type { Workspace } from "./workspace";

/** A project that lives as long as the page. */
export async function createMemoryWorkspace(
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<Workspace> {
  const workspace = await openWorkspace(crypto.randomUUID(), createMemoryStorage());
  await workspace.apply(Object.entries(files).map(([path, content]) => ({ type: "write", path, content })));
  return workspace;
}
