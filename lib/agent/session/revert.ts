import { failure, success, Failure, type Result } from "@/lib/base";
import type { DiffHunk, FileDiff } from "@/lib/tools";
import { decodeText } from "@/lib/workspace";
import type { EventOf } from "../log/event";
import { redacted } from "../log/redact";
import type { Session } from "./session";

const changed = "Later changes overlap with this one, so it can't be taken back alone.";

const hidden =
  "This change held a secret, which isn't kept, so it can't be taken back alone. Restore to a moment before it.";

/** Whether a line is the one that was logged, whatever secret was taken out of that. */
function isLogged(line: string | undefined, logged: string): boolean {
  if (!logged.includes(redacted)) return line === logged;
  let from = 0;
  const pieces = logged.split(redacted);
  return pieces.every((piece, at) => {
    const found = at === pieces.length - 1 ? (line ?? "").length - piece.length : (line ?? "").indexOf(piece, from);
    const fits = found >= from && (at > 0 || found === 0) && (line ?? "").startsWith(piece, found);
    from = found + piece.length;
    return fits;
  });
}

/** Where lines stand, nearest to where they were. */
function find(lines: readonly string[], block: readonly string[], near: number): number {
  let best = -1;
  for (let at = 0; at + block.length <= lines.length; at += 1) {
    if (best >= 0 && Math.abs(at - near) >= Math.abs(best - near)) continue;
    if (block.every((line, index) => isLogged(lines[at + index], line))) best = at;
  }
  return best;
}

/** What stood there before, with the secrets that the log doesn't hold; undefined where one can't be had again. */
function linesBefore(hunk: DiffHunk, original: readonly string[]): readonly string[] | undefined {
  const logged = hunk.lines.filter(({ type }) => type !== "added").map(({ text }) => text);
  const lines = logged.map((text, at) => (text.includes(redacted) ? original[hunk.beforeStart - 1 + at] : text));
  return lines.every((line) => line !== undefined) ? lines : undefined;
}

/**
 * Puts back what hunks took away. Refuses where what they left is no longer there. `original` is the text before the
 * change: secrets come from it, since no hunk in the log holds any.
 */
export function revertHunks(text: string, hunks: readonly DiffHunk[], original = ""): Result<string, string> {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const old = original.split(/\r?\n/);
  let lines = text.split(/\r?\n/);
  for (const hunk of hunks.toReversed()) {
    const after = hunk.lines.filter(({ type }) => type !== "removed").map((line) => line.text);
    const at = find(lines, after, hunk.afterStart - 1);
    if (at < 0) return failure(changed);
    const before = linesBefore(hunk, original === "" ? [] : old);
    if (!before) return failure(hidden);
    lines = [...lines.slice(0, at), ...before, ...lines.slice(at + after.length)];
  }
  return success(lines.join(eol));
}

interface Change {
  readonly diff: readonly FileDiff[];
  readonly checkpoint: string;
  readonly agent: string;
}

function changeOf(session: Session, call: string): Change {
  const ended = session.log.events.find(
    (event): event is EventOf<"tool-ended"> => event.type === "tool-ended" && event.data.call === call,
  );
  const started = session.log.events.find(
    (event): event is EventOf<"tool-started"> => event.type === "tool-started" && event.data.call === call,
  );
  const checkpoint = started?.data.checkpoint;
  if (!ended?.data.diff || checkpoint === undefined) throw new Failure("ENOENT", "This call changed no files.");
  return { diff: ended.data.diff, checkpoint, agent: ended.agent };
}

async function revertFile(
  session: Session,
  { checkpoint }: Change,
  file: FileDiff,
  hunk: number | undefined,
): Promise<void> {
  const { workspace } = session;
  if (file.opaque || file.type === "removed") {
    await workspace.history.restore(checkpoint, [file.path]);
    return;
  }
  const hunks = hunk === undefined ? file.hunks : file.hunks.slice(hunk, hunk + 1);
  const now = decodeText(await workspace.readBytes(file.path)) ?? "";
  const original = await workspace.history.readAt(checkpoint, file.path).catch(() => undefined);
  const back = revertHunks(now, hunks, original && decodeText(original));
  if (!back.ok) throw new Failure("ECONFLICT", back.error);
  if (file.type === "added" && back.value.trim() === "") await workspace.remove(file.path, "editor");
  else await workspace.writeText(file.path, back.value, "editor");
}

/** Takes back what a call changed: all, one file, or one hunk. */
export async function revertCall(
  session: Session,
  call: string,
  what?: { readonly path: string; readonly hunk?: number },
): Promise<void> {
  const change = changeOf(session, call);
  const files = what ? change.diff.filter(({ path }) => path === what.path) : change.diff;
  if (files.length === 0) throw new Failure("ENOENT", `This call didn't change ${what?.path}.`);
  await session.checkpoint({ type: "taking-back" });
  for (const file of files) {
    await revertFile(session, change, file, what?.hunk);
    session.append("change-reviewed", { call, path: file.path, ...hunkOf(what), verdict: "reverted" }, change.agent);
  }
}

const hunkOf = (what: { readonly hunk?: number } | undefined) => (what?.hunk === undefined ? {} : { hunk: what.hunk });

/** Remembers that the user is content with a hunk, or with a file where none is named. */
export function acceptChange(
  session: Session,
  call: string,
  what: { readonly path: string; readonly hunk?: number },
): void {
  const { agent } = changeOf(session, call);
  session.append("change-reviewed", { call, path: what.path, ...hunkOf(what), verdict: "accepted" }, agent);
}
