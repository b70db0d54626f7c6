import { Failure } from "@/lib/base";

const encoder = new TextEncoder();

/**
 * A project path in its one spelling: relative, `/` between names, no `.`, no `..`, no empty name.
 * Refuses what no file system could hold, so that hostile archives and links fail here and not later.
 */
export function projectPath(path: string): string {
  if (path.includes("\0")) throw new Failure("EINVAL", `A path can't contain a NUL character: ${JSON.stringify(path)}`);
  const kept: string[] = [];
  for (const name of path.replace(/^\/+/, "").split("/")) {
    if (name === "" || name === ".") continue;
    if (name === "..") {
      if (kept.length === 0) throw new Failure("EACCES", `${path} lies outside of the project`);
      kept.pop();
    } else {
      if (encoder.encode(name).length > 255) throw new Failure("ENAMETOOLONG", `A name has at most 255 bytes: ${name}`);
      kept.push(name);
    }
  }
  return kept.join("/");
}

export const parentOf = (path: string): string => (path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "");
export const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
export const childOf = (folder: string, name: string): string => (folder === "" ? name : `${folder}/${name}`);
export const isWithin = (path: string, folder: string): boolean =>
  folder === "" || path === folder || path.startsWith(`${folder}/`);
