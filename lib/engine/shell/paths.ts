import { hasGlob, patternSource, type Piece } from "./pattern";
import type { ShellEntry, ShellSystem } from "./system";

/** How names are matched: what `shopt` has to say of it. */
export interface GlobOptions {
  readonly dotGlob?: boolean;
  readonly globStar?: boolean;
  readonly ignoreCase?: boolean;
}

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

const isDeep = (segment: readonly Piece[]): boolean =>
  textOf(segment) === "**" && segment.every(({ text, quoted }) => text === "" || !quoted);

class Matcher {
  constructor(
    readonly system: ShellSystem,
    readonly options: GlobOptions,
  ) {}

  #entries(path: string, withHidden: boolean): readonly ShellEntry[] {
    const all = this.system.list(path === "" ? "." : path);
    return all.filter(({ name }) => withHidden || this.options.dotGlob === true || !name.startsWith("."));
  }

  #isFolder(path: string, entry: ShellEntry): boolean {
    return entry.isDirectory || this.system.stat(path + entry.name)?.type === "directory";
  }

  /** What a name between slashes stands for behind each path. */
  step(found: readonly string[], segment: readonly Piece[], last: boolean): string[] {
    const name = textOf(segment);
    if (!hasGlob(segment)) {
      const joined = found.map((path) => path + name);
      return last ? joined.filter((path) => this.system.stat(path, false) !== undefined) : joined;
    }
    const source = `^(?:${patternSource(segment, "[^/]*", "[^/]")})$`;
    const pattern = new RegExp(source, this.options.ignoreCase === true ? "iu" : "u");
    return found.flatMap((path) =>
      this.#entries(path, name.startsWith("."))
        .filter((entry) => pattern.test(entry.name) && (last || this.#isFolder(path, entry)))
        .map((entry) => path + entry.name),
    );
  }

  /** `**`: a folder and all folders below it, or, at the end of a pattern, all that is below. Links are not followed. */
  *deep(path: string, last: boolean): Generator<string> {
    if (!last || path !== "") yield path;
    for (const entry of this.#entries(path, false)) {
      if (last && !entry.isDirectory) yield path + entry.name;
      if (!entry.isDirectory) continue;
      const below = this.deep(`${path}${entry.name}/`, last);
      if (last) {
        below.next();
        yield path + entry.name;
      }
      yield* below;
    }
  }
}

/** The paths that a pattern names, sorted; none when nothing is there. */
export function pathsFor(system: ShellSystem, pieces: readonly Piece[], options: GlobOptions = {}): string[] {
  const parts = segments(pieces);
  const matcher = new Matcher(system, options);
  let found = [""];
  for (const [at, segment] of parts.entries()) {
    const last = at === parts.length - 1;
    if (options.globStar === true && isDeep(segment)) {
      found = [...new Set(found.flatMap((path) => [...matcher.deep(path, last)]))];
      continue;
    }
    found = matcher.step(found, segment, last);
    if (!last) found = found.map((path) => `${path}/`);
  }
  return found.toSorted();
}
