import path from "node:path";

/** Where this server keeps what it must not lose, and what it only keeps to be quick. */
export function dataFolder(...names: readonly string[]): string {
  const configured = process.env.TABSMITH_DATA?.trim();
  return path.resolve(/* turbopackIgnore: true */ process.cwd(), configured || ".tabsmith", ...names);
}
