import { statSync } from "node:fs";
import path from "node:path";

/**
 * Whether a file below `public/` is there. The path is still encoded, as it came; one that climbs is no file.
 * Asked before Next is, since Next's answer to a missing file is a page of the app.
 */
export function isEngineFile(file: string): boolean {
  if (!/^\/engine\/[\w.@/-]+$/u.test(file) || file.split("/").includes("..")) return false;
  const full = path.join(/* turbopackIgnore: true */ process.cwd(), "public", file);
  return statSync(full, { throwIfNoEntry: false })?.isFile() === true;
}
