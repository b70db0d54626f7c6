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

type FitsSegment = (text: string) => boolean;

/** Most parts of a pattern are a plain name, or begin or end with one star: those are compared, not searched. */
function compileSegment(wanted: string): FitsSegment | "**" {
  if (wanted === "**") return wanted;
  if (wanted === "*") return () => true;
  const first = wanted.search(/[*?]/);
  if (first < 0) return (text) => text === wanted;
  const single = wanted.includes("?") || wanted.indexOf("*", first + 1) >= 0;
  if (single) return (text) => matchesWildcard(wanted, text, true);
  const [head, tail] = [wanted.slice(0, first), wanted.slice(first + 1)];
  return (text) => text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail);
}

/** Segment by segment with `**` for any number of them; backtracks to the last `**` only. */
function matchesSegments(pattern: readonly (FitsSegment | "**")[], path: readonly string[], below: boolean): boolean {
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
    } else if (wanted?.(path[t] ?? "")) {
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
let latest: { readonly path: string; readonly parts: readonly string[] } | undefined;

/** One path meets many patterns in a row, so its parts are kept for a while. */
function partsOf(path: string): readonly string[] {
  if (path === latest?.path) return latest.parts;
  const parts = split.get(path) ?? normalizePath(path).split("/");
  if (split.size > 200) split.clear();
  split.set(path, parts);
  latest = { path, parts };
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
    const whole = anchored ? segments : ["**", ...segments];
    return { segments: whole.map(compileSegment), below: folder || last !== "**" };
  });
  const [only] = alternatives;
  if (only && alternatives.length === 1) return (path) => matchesSegments(only.segments, partsOf(path), only.below);
  return (path) => {
    const parts = partsOf(path);
    return alternatives.some(({ segments, below }) => matchesSegments(segments, parts, below));
  };
}
