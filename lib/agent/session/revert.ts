import { failure, success, Failure, type Result } from "@/lib/base";
import type { DiffHunk, FileDiff } from "@/lib/tools";
import { decodeText } from "@/lib/workspace";
import type { EventOf } from "../log/event";
import type { Session } from "./session";

const changed = "Later changes overlap with this one, so it can't be taken back alone.";

/** Where lines stand, nearest to where they were. */
function find(lines: readonly string[], block: readonly string[], near: number): number {
  let best = -1;
  for (let at = 0; at + block.length <= lines.length; at += 1) {
    if (best >= 0 && Math.abs(at - near) >= Math.abs(best - near)) continue;
    if (block.every((line, index) => lines[at + index] === line)) best = at;
  }
  return best;
}

/** Puts back what hunks took away. Refuses where what they left is no longer there. */
export function revertHunks(text: string, hunks: readonly DiffHunk[]): Result<string, string> {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  let lines = text.split(/\r?\n/);
  for (const hunk of hunks.toReversed()) {
    const after = hunk.lines.filter(({ type }) => type !== "removed").map((line) => line.text);
    const before = hunk.lines.filter(({ type }) => type !== "added").map((line) => line.text);
    const at = find(lines, after, hunk.afterStart - 1);
    if (at < 0) return failure(changed);
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
  const back = revertHunks(now, hunks);
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
  await session.workspace.history.checkpoint("Before taking back a change", { automatic: true });
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
