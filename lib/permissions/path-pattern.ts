import { normalizePath } from "@/lib/base";
import { matchesWildcard } from "./wildcard";

const mostAlternatives = 64;

/** `a{b,c}d` as `abd` and `acd`. Past the limit the rest stays as it is written. */
export function expandBraces(pattern: string): readonly string[] {
  let done: string[] = [pattern];
  for (;;) {
    const next: string[] = [];
    let changed = false;
    for (const item of done) {
      const found = /\{([^{}]*,[^{}]*)\}/.exec(item);
      if (!found || found[1] === undefined || next.length >= mostAlternatives) {
        next.push(item);
        continue;
      }
      changed = true;
      const after = item.slice(found.index + found[0].length);
      for (const choice of found[1].split(",")) next.push(item.slice(0, found.index) + choice + after);
    }
    done = next;
    if (!changed || done.length >= mostAlternatives) return done;
  }
}

/** Segment by segment with `**` for any number of them; backtracks to the last `**` only. */
function matchesSegments(pattern: readonly string[], path: readonly string[], below: boolean): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let retry = 0;
  while (t < path.length) {
    const wanted = pattern[p];
    if (wanted === "**") {
      star = p;
      retry = t;
      p += 1;
    } else if (wanted !== undefined && matchesWildcard(wanted, path[t] ?? "", true)) {
      p += 1;
      t += 1;
      if (below && p === pattern.length) return true;
    } else if (star >= 0) {
      p = star + 1;
      retry += 1;
      t = retry;
    } else return false;
  }
  while (pattern[p] === "**") p += 1;
  return p === pattern.length;
}

const split = new Map<string, readonly string[]>();

/** One path meets many patterns in a row, so its parts are kept for a while. */
function partsOf(path: string): readonly string[] {
  const known = split.get(path);
  if (known) return known;
  if (split.size > 200) split.clear();
  const parts = normalizePath(path).split("/");
  split.set(path, parts);
  return parts;
}

/**
 * A gitignore-like pattern over project paths: `*.ts` fits at any depth, `src/*.ts` and `/x` from the project's
 * folder, `**` spans folders, `{a,b}` gives a choice, and a folder that fits stands for all that is in it.
 */
export function compilePathPattern(pattern: string): (path: string) => boolean {
  const alternatives = expandBraces(pattern.trim()).map((text) => {
    const folder = text.endsWith("/");
    const bare = text.replace(/^\.\//, "/").replace(/\/+$/, "");
    const anchored = bare.includes("/");
    const segments = bare.replace(/^\/+/, "").split("/");
    const last = segments.at(-1);
    return { segments: anchored ? segments : ["**", ...segments], below: folder || last !== "**" };
  });
  return (path) => {
    const parts = partsOf(path);
    return alternatives.some(({ segments, below }) => matchesSegments(segments, parts, below));
  };
}
