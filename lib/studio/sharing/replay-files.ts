import type { Replay, ReplayStep } from "@/lib/agent";
import { filesAtMoments, type SharedFile, type SharedProject } from "@/lib/sharing";
import type { DiffHunk, FileDiff } from "@/lib/tools";
import { decodeText } from "@/lib/workspace";

export type FileSet = ReadonlyMap<string, SharedFile>;

/**
 * The files at each step of a replay. At a checkpoint they are what was kept of it; between checkpoints the changes that
 * the log tells are carried out on them. What the log can't tell as text is taken from the checkpoint that follows.
 */
export function filesOfReplay(project: SharedProject, { steps }: Pick<Replay, "steps">): readonly FileSet[] {
  const end: FileSet = new Map(project.files.map((file) => [file.path, file]));
  const kept = filesAtMoments(end, project.history ?? []);
  const later = followers(steps, kept, end);
  const told: FileSet[] = [];
  let now = kept.values().next().value ?? (steps.some(({ checkpoint }) => checkpoint) ? end : startOf(project, steps));
  for (const [index, step] of steps.entries()) {
    const next = later[index] ?? end;
    if (step.checkpoint !== undefined) now = kept.get(step.checkpoint) ?? now;
    else if (step.kind === "restore") now = next;
    else if (step.diff) now = afterChange(now, step.diff, next);
    told.push(now);
  }
  return told;
}

/** Of each step the files at the next checkpoint after it. */
function followers(steps: readonly ReplayStep[], kept: ReadonlyMap<string, FileSet>, end: FileSet): readonly FileSet[] {
  const result: FileSet[] = [];
  let next = end;
  for (const { checkpoint } of steps.toReversed()) {
    result.push(next);
    next = (checkpoint === undefined ? undefined : kept.get(checkpoint)) ?? next;
  }
  return result.toReversed();
}

/** Without any checkpoint: what there is now, less what the log says was made. */
function startOf(project: SharedProject, steps: readonly ReplayStep[]): FileSet {
  const made = new Set<string>();
  const seen = new Set<string>();
  for (const { diff = [] } of steps)
    for (const { path, type } of diff) {
      if (type === "added" && !seen.has(path)) made.add(path);
      seen.add(path);
    }
  return new Map(project.files.filter(({ path }) => !made.has(path)).map((file) => [file.path, file]));
}

function afterChange(before: FileSet, diffs: readonly FileDiff[], later: FileSet): FileSet {
  const after = new Map(before);
  for (const diff of diffs) {
    const { path } = diff;
    const next = diff.type === "removed" ? undefined : changed(before.get(path), diff, later.get(path));
    if (next) after.set(path, next);
    else after.delete(path);
  }
  return after;
}

const linesOf = (text: string): readonly string[] => text.split(/\r?\n/);

function changed(file: SharedFile | undefined, diff: FileDiff, later: SharedFile | undefined): SharedFile | undefined {
  const old = textOf(file);
  const lines = diff.opaque || old === undefined ? undefined : applyHunks(linesOf(old), diff.hunks);
  if (!lines || old === undefined) return later ?? file;
  // The log knows lines, not how they end: where the file is known to the byte, it is taken as it was.
  if (later && isSame(linesOf(textOf(later) ?? ""), lines)) return later;
  return { path: diff.path, mode: modeOf(file ?? later), content: joined(lines, old) };
}

const modeOf = (file: SharedFile | undefined): number => file?.mode ?? 0o644;

/** Lines end as they did in the text before. */
const joined = (lines: readonly string[], old: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(lines.join(old.includes("\r\n") ? "\r\n" : "\n"));

const textOf = (file: SharedFile | undefined): string | undefined => (file ? decodeText(file.content) : "");

/** Undefined where the text isn't what the hunks say that it was. */
function applyHunks(before: readonly string[], hunks: readonly DiffHunk[]): readonly string[] | undefined {
  const after: string[] = [];
  let at = 0;
  for (const hunk of hunks) {
    const start = hunk.beforeStart - 1;
    if (start < at || start > before.length) return undefined;
    after.push(...before.slice(at, start));
    at = start;
    for (const { type, text } of hunk.lines) {
      if (type !== "added" && before[at] !== text) return undefined;
      if (type !== "added") at += 1;
      if (type !== "removed") after.push(text);
    }
  }
  return [...after, ...before.slice(at)];
}

const withoutEnd = (lines: readonly string[]): readonly string[] => (lines.at(-1) === "" ? lines.slice(0, -1) : lines);

function isSame(a: readonly string[], b: readonly string[]): boolean {
  const [left, right] = [withoutEnd(a), withoutEnd(b)];
  return left.length === right.length && left.every((line, at) => line === right[at]);
}
