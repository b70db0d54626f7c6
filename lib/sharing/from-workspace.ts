import { isLeftOut, type Edit, type Workspace, type WorkspaceEntry } from "@/lib/workspace";
import type { SharedFile, SharedProject } from "./shared-project";

/** The project as it would travel: without what tools fill, and without what `leaveOut` names. */
export async function fromWorkspace(
  workspace: Workspace,
  name: string,
  leaveOut: (path: string) => boolean = () => false,
): Promise<SharedProject> {
  const files: SharedFile[] = [];
  const links: { path: string; target: string }[] = [];
  const emptyFolders: string[] = [];
  const visit = async (folder: string): Promise<boolean> => {
    let filled = false;
    for (const entry of await workspace.list(folder)) {
      if (isLeftOut(entry.path) || leaveOut(entry.path)) continue;
      filled = true;
      if (entry.type === "directory" && !(await visit(entry.path))) emptyFolders.push(entry.path);
      if (entry.type === "symlink") links.push({ path: entry.path, target: entry.target ?? "" });
      if (entry.type === "file") files.push(await sharedFile(workspace, entry));
    }
    return filled;
  };
  await visit("");
  return { name, files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)), emptyFolders, links };
}

const sharedFile = async (workspace: Workspace, { path, mode }: WorkspaceEntry): Promise<SharedFile> => ({
  path,
  mode,
  content: await workspace.readBytes(path),
});

/** What lays the project down in an empty workspace. */
export const editsOfShared = ({ files, emptyFolders, links }: SharedProject): readonly Edit[] => [
  ...files.map(({ path, mode, content }): Edit => ({ type: "write", path, mode, content })),
  ...emptyFolders.map((path): Edit => ({ type: "mkdir", path })),
  ...links.map(({ path, target }): Edit => ({ type: "symlink", path, target })),
];
