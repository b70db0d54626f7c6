import { hasGlob, patternSource, type Piece } from "./pattern";
import type { ShellSystem } from "./system";

/** Pieces between slashes. */
function segments(pieces: readonly Piece[]): Piece[][] {
  const parts: Piece[][] = [[]];
  for (const { text, quoted } of pieces) {
    const [first = "", ...rest] = text.split("/");
    parts.at(-1)?.push({ text: first, quoted });
    for (const part of rest) parts.push([{ text: part, quoted }]);
  }
  return parts;
}

const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join("");

function step(system: ShellSystem, found: readonly string[], segment: readonly Piece[], last: boolean): string[] {
  const name = textOf(segment);
  if (!hasGlob(segment)) {
    const joined = found.map((path) => path + name);
    return last ? joined.filter((path) => system.stat(path, false) !== undefined) : joined;
  }
  const pattern = new RegExp(`^(?:${patternSource(segment, "[^/]*", "[^/]")})$`);
  return found.flatMap((path) =>
    system
      .list(path === "" ? "." : path)
      .filter((entry) => pattern.test(entry.name) && (name.startsWith(".") || !entry.name.startsWith(".")))
      .filter((entry) => last || entry.isDirectory || system.stat(path + entry.name)?.type === "directory")
      .map((entry) => path + entry.name),
  );
}

/** The paths that a pattern names, sorted; none when nothing is there. */
export function pathsFor(system: ShellSystem, pieces: readonly Piece[]): string[] {
  const parts = segments(pieces);
  let found = [""];
  for (const [at, segment] of parts.entries()) {
    const last = at === parts.length - 1;
    found = step(system, found, segment, last);
    if (!last) found = found.map((path) => `${path}/`);
  }
  return found.toSorted();
}
