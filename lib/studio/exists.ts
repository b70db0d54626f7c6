import { codeOf } from "@/lib/base";
import type { Workspace } from "@/lib/workspace";

/** Whether something has this name; a fault of another kind is told. */
export async function exists(workspace: Workspace, path: string): Promise<boolean> {
  try {
    await workspace.stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}
