import { markLines, type DiffAlgorithm } from "./diff-algorithms";
import { slideGroups } from "./slide-groups";

/** Lines `[oldStart, oldStart + oldCount)` became lines `[newStart, newStart + newCount)`; numbers from 0. */
export interface LineChange {
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
}

/** A text as lines that keep their ends, so that a last line without one differs from one with it. */
export const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];

interface LineForm {
  /** Where a change could stand in several places, the indents of its lines decide. */
  readonly byIndent?: boolean;
  readonly algorithm?: DiffAlgorithm;
}

/** What turns one list of lines into another. Where a change could stand in several places, it stands where git puts it. */
export function lineChanges(
  before: readonly string[],
  after: readonly string[],
  { byIndent = true, algorithm = "myers" }: LineForm = {},
): LineChange[] {
  const removed = new Uint8Array(before.length);
  const added = new Uint8Array(after.length);
  markLines({ before, after, removed, added }, algorithm);
  slideGroups({ lines: before, changed: removed }, { lines: after, changed: added }, byIndent);
  slideGroups({ lines: after, changed: added }, { lines: before, changed: removed }, byIndent);
  return changesOf(removed, added);
}

function changesOf(removed: Uint8Array, added: Uint8Array): LineChange[] {
  const changes: LineChange[] = [];
  let at = 0;
  let to = 0;
  while (at < removed.length || to < added.length) {
    const [oldStart, newStart] = [at, to];
    while (removed[at] === 1) at += 1;
    while (added[to] === 1) to += 1;
    if (at > oldStart || to > newStart)
      changes.push({ oldStart, oldCount: at - oldStart, newStart, newCount: to - newStart });
    else {
      at += 1;
      to += 1;
    }
  }
  return changes;
}
