import fs from "node:fs";

/** Whether something is piped in, or a file is. */
function hasInput(): boolean {
  try {
    const stat = fs.fstatSync(0);
    return stat.isFIFO() || stat.isFile() || stat.isSocket();
  } catch {
    return false;
  }
}

/** What is searched: what was named, else what is piped in, else the folder. */
export function searched(paths: readonly string[]): readonly string[] {
  if (paths.length > 0) return paths;
  return [hasInput() ? "-" : "./"];
}
