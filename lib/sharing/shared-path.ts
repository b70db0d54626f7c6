import { Failure } from "@/lib/base";

const devices = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?$/i;
const encoder = new TextEncoder();

/**
 * A path from a stranger: relative, in its one spelling, and a plain name on every system that people use.
 * What is refused here was never written by tabsmith.
 */
export function checkSharedPath(path: unknown): string {
  if (typeof path !== "string" || path === "") throw refuse(path, "isn't a file name");
  for (const name of path.split("/")) {
    if (name === "" || name === "." || name === "..")
      throw refuse(path, "leaves the project or isn't in its plain form");
    if (hasControlCharacter(name)) throw refuse(path, "holds a control character");
    if (name.includes("\\") || devices.test(name)) throw refuse(path, "means a device or another folder on Windows");
    if (name === "__proto__") throw refuse(path, "isn't an allowed name");
    if (encoder.encode(name).length > 255) throw refuse(path, "is too long");
  }
  return path;
}

/** One name for one thing. Paths that a case-blind system takes for one are let through: tabsmith tells them apart. */
export function refuseTwins(paths: readonly string[]): void {
  const seen = new Set<string>();
  for (const path of paths) {
    if (seen.has(path)) throw new Failure("ESHAREPATH", `The shared project names ${path} twice`);
    seen.add(path);
  }
}

function refuse(path: unknown, why: string): Failure {
  return new Failure(
    "ESHAREPATH",
    `The shared project names a file that ${why}: ${JSON.stringify(path)?.slice(0, 120)}`,
  );
}

const hasControlCharacter = (name: string): boolean =>
  Array.from(name).some((character) => character < " " || character === "\u007F");
