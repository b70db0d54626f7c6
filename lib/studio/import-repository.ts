import { joinPath, relativePath } from "@/lib/base";
import type { Sandbox } from "@/lib/sandbox";
import type { Workspace } from "@/lib/workspace";
import type { Computer } from "./computer";
import type { GitRemote } from "./git/git-remote";
import type { RepositoryPlace } from "./git/repository-url";
import { importFiles, type Incoming } from "./import-files";

export interface RepositoryImport {
  readonly workspace: Workspace;
  readonly computer: Computer;
  readonly remote: GitRemote;
}

/**
 * Brings a repository into the project. Into an empty project it comes whole, with its history; into one that has files, or when
 * only a folder of it is wanted, its files come alone. Answers false when the host wanted to know who is there first.
 */
export async function importRepository(
  { workspace, computer, remote }: RepositoryImport,
  place: RepositoryPlace,
): Promise<boolean> {
  const isEmpty = (await workspace.list("")).length === 0;
  if (isEmpty && place.folder === undefined) {
    await remote.clone(place, "");
    return remote.state.get().type !== "token-needed";
  }
  const sandbox = await computer.start();
  const scratch = `/tmp/import-${crypto.randomUUID()}`;
  try {
    await remote.clone(place, scratch);
    if (remote.state.get().type === "token-needed") return false;
    const from = joinPath(scratch, place.folder ?? "");
    const files = await filesBelow(sandbox, from, from);
    const into = isEmpty ? "" : (place.folder?.split("/").at(-1) ?? place.name);
    await importFiles(workspace, files, into);
    return true;
  } finally {
    await sandbox.files.remove(scratch).catch(() => undefined);
  }
}

async function filesBelow(sandbox: Sandbox, folder: string, top: string): Promise<readonly Incoming[]> {
  const found: Incoming[] = [];
  for (const { name, type } of await sandbox.files.list(folder)) {
    const path = joinPath(folder, name);
    if (type === "directory") {
      if (name !== ".git") found.push(...(await filesBelow(sandbox, path, top)));
    } else if (type === "file") {
      const { size } = await sandbox.files.stat(path);
      found.push({ path: relativePath(path, top), size, bytes: () => sandbox.files.read(path) });
    }
  }
  return found;
}
