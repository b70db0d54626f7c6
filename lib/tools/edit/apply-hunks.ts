import { failure, success, type Result } from "@/lib/base";
import { shapeOf } from "./lines";
import { nearestRegion } from "./nearest";
import type { PatchHunk } from "./parse-hunks";

const ways: readonly ((a: string, b: string) => boolean)[] = [(a, b) => a === b, (a, b) => a.trimEnd() === b.trimEnd()];

function places(
  lines: readonly string[],
  block: readonly string[],
  from: number,
  same: (a: string, b: string) => boolean,
): readonly number[] {
  const found: number[] = [];
  for (let start = from; start + block.length <= lines.length; start += 1)
    if (block.every((line, at) => same(lines[start + at] ?? "", line))) found.push(start);
  return found;
}

/** Where a hunk belongs: after the last one and its anchor; where that leaves several places, it is refused. */
function locate(lines: readonly string[], hunk: PatchHunk, from: number): Result<number, string> {
  const block = hunk.lines.filter(({ type }) => type !== "added").map(({ text }) => text);
  const { anchor } = hunk;
  const anchored =
    anchor === undefined ? -1 : lines.findIndex((line, at) => at >= from && line.trim() === anchor.trim());
  const start = anchored >= 0 ? anchored : from;
  if (block.length === 0) return success(anchored >= 0 ? anchored + 1 : lines.length);
  for (const same of ways) {
    const found = places(lines, block, start, same);
    const [first] = found;
    if (first === undefined) continue;
    if (found.length > 1 && anchored < 0)
      return failure(
        `A hunk fits in ${found.length} places (lines ${found.map((at) => at + 1).join(", ")}). Add lines around it, or an \`@@\` line that comes before it.`,
      );
    return success(first);
  }
  const near = nearestRegion(lines.join("\n"), block.join("\n"));
  return failure(
    `A hunk was not found:\n${block.join("\n")}\n${near === undefined ? "Read the file and copy its lines exactly." : `The nearest lines are:\n${near}`}`,
  );
}

/** Applies hunks in order. Context lines keep the file's own spelling; line endings and byte order mark stay. */
export function applyHunks(text: string, hunks: readonly PatchHunk[]): Result<string, string> {
  const { bom, eol, body } = shapeOf(text);
  let lines = body.split(/\r?\n/);
  const closed = lines.at(-1) === "" && lines.length > 1;
  if (closed) lines = lines.slice(0, -1);
  let from = 0;
  for (const hunk of hunks) {
    const at = locate(lines, hunk, from);
    if (!at.ok) return at;
    const fresh: string[] = [];
    let cursor = at.value;
    for (const { type, text: line } of hunk.lines) {
      if (type === "added") fresh.push(line);
      else {
        if (type === "same") fresh.push(lines[cursor] ?? line);
        cursor += 1;
      }
    }
    lines = [...lines.slice(0, at.value), ...fresh, ...lines.slice(cursor)];
    from = at.value + fresh.length;
  }
  return success(bom + lines.join(eol) + (closed || text === "" ? eol : ""));
}
