import { dirname, joinPath } from "@/lib/base";
import type { Access } from "@/lib/permissions";
import type { Workspace } from "@/lib/workspace";

const mostLinks = 16;

/** Where a path leads once every link on the way is followed. A link that leaves the project stays visible as such. */
async function follow(workspace: Workspace, path: string): Promise<string> {
  let now = joinPath(path);
  for (let links = 0; links < mostLinks; links += 1) {
    const next = await followOnce(workspace, now);
    if (next === undefined) return now;
    now = next;
    if (now.startsWith("..") || now.startsWith("/")) return now;
  }
  return "../too-many-links";
}

async function followOnce(workspace: Workspace, path: string): Promise<string | undefined> {
  const names = path.split("/");
  for (let length = 1; length <= names.length; length += 1) {
    const part = names.slice(0, length).join("/");
    const target = await workspace.stat(part).then(
      (entry) => (entry.type === "symlink" ? entry.target : undefined),
      () => undefined,
    );
    if (target !== undefined) return joinPath(dirname(part), target, ...names.slice(length));
  }
  return undefined;
}

/** Every path of a call that doesn't lead to itself. */
export async function linksOf(access: Access, workspace: Workspace): Promise<ReadonlyMap<string, string> | undefined> {
  if (access.type !== "files") return undefined;
  const links = new Map<string, string>();
  for (const path of new Set([...(access.reads ?? []), ...(access.writes ?? [])])) {
    if (path.startsWith("/") || path.startsWith("..")) continue;
    const target = await follow(workspace, path);
    if (target !== joinPath(path)) links.set(path, target);
  }
  return links.size > 0 ? links : undefined;
}
