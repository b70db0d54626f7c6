import { failure, success, type Result } from "@/lib/base";

export interface PatchHunk {
  /** A line that comes somewhere before the hunk, such as a function's head. */
  readonly anchor?: string;
  readonly lines: readonly HunkLine[];
}

export interface HunkLine {
  readonly type: "same" | "added" | "removed";
  readonly text: string;
}

const kinds: Readonly<Record<string, HunkLine["type"]>> = { " ": "same", "+": "added", "-": "removed" };

const isNote = (line: string) => line.startsWith("\\ No newline") || line === "*** End of File";

function startHunk(line: string): { anchor?: string; lines: HunkLine[] } {
  const anchor = line.replace(/^@@(?: -\d+(?:,\d+)? \+\d+(?:,\d+)? @@)?/, "").trim();
  return anchor === "" ? { lines: [] } : { anchor, lines: [] };
}

export function readHunks(lines: readonly string[]): Result<readonly PatchHunk[], string> {
  const hunks: { anchor?: string; lines: HunkLine[] }[] = [];
  for (const line of lines) {
    if (isNote(line)) continue;
    if (line.startsWith("@@") || hunks.length === 0) hunks.push(startHunk(line.startsWith("@@") ? line : ""));
    if (line.startsWith("@@")) continue;
    const type = kinds[line[0] ?? " "];
    if (!type) return failure(`The line \`${line}\` must start with a space, \`+\` or \`-\`.`);
    hunks.at(-1)?.lines.push({ type, text: line.slice(1) });
  }
  const changes = (hunk: PatchHunk) => hunk.lines.some(({ type }) => type !== "same");
  if (hunks.length === 0 || !hunks.every(changes))
    return failure("A hunk changes nothing: it needs a line that starts with `+` or `-`.");
  return success(hunks);
}
