import { isInside, normalizePath, relativePath } from "@/lib/base";

/** A path as the model wrote it, relative to the project where it lies inside. Others stay as they are, to be refused. */
export function projectPath(path: string, { root }: { readonly root: string }): string {
  const normal = normalizePath(path);
  if (!normal.startsWith("/") || root === "/" || !isInside(normal, root)) return normal;
  return relativePath(normal, root) || ".";
}

/** The project's own folder is the empty path to the workspace. */
export const workspacePath = (path: string): string => (path === "." ? "" : path);
