import { basename } from "@/lib/base";
import type { Workspace } from "@/lib/workspace";

/** Hands the project over as a zip. What an install makes again stays out. */
export async function downloadProject(workspace: Workspace, name: string): Promise<void> {
  const { zipProject } = await import("@/lib/studio");
  const bytes = await zipProject(workspace);
  offer(
    new Blob([bytes.slice()], { type: "application/zip" }),
    `${name.replace(/[^\p{L}\p{N}._-]+/gu, "-") || "project"}.zip`,
  );
}

/** Hands over one file as it is, and several or a folder as a zip. */
export async function downloadPaths(workspace: Workspace, paths: readonly string[]): Promise<void> {
  const [first] = paths;
  if (first === undefined) return;
  const { type } = await workspace.stat(first);
  if (paths.length === 1 && type === "file") {
    offer(new Blob([(await workspace.readBytes(first)).slice()]), basename(first));
    return;
  }
  const { zipProject } = await import("@/lib/studio");
  const bytes = await zipProject(workspace, paths);
  offer(
    new Blob([bytes.slice()], { type: "application/zip" }),
    `${paths.length === 1 ? basename(first) : "files"}.zip`,
  );
}

/** Lets the browser save a blob under a name. */
export function offer(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}
