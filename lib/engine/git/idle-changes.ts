import type { LineChange } from "./line-diff";

/** Whether all lines that a change takes away or brings are of no account. */
export const idleChange =
  (from: readonly string[], to: readonly string[], idle: (line: string) => boolean) =>
  ({ oldStart, oldCount, newStart, newCount }: LineChange): boolean =>
    from.slice(oldStart, oldStart + oldCount).every(idle) && to.slice(newStart, newStart + newCount).every(idle);

interface Grouping {
  readonly context: number;
  readonly joins: number;
  readonly isIdle: (change: LineChange) => boolean;
}

const distance = (one: LineChange, next: LineChange): number => next.oldStart - (one.oldStart + one.oldCount);

/** Changes that stand in one hunk; those of no account come along only near to others. As git groups them. */
export function busyGroups(changes: readonly LineChange[], grouping: Grouping): readonly (readonly LineChange[])[] {
  const groups: (readonly LineChange[])[] = [];
  let rest = changes;
  for (;;) {
    rest = rest.slice(firstBusy(rest, grouping));
    if (rest.length === 0) return groups;
    const end = lastOfGroup(rest, grouping);
    groups.push(rest.slice(0, end + 1));
    rest = rest.slice(end + 1);
  }
}

/** Changes of no account that lie too far before others are left out. */
function firstBusy(changes: readonly LineChange[], { context, isIdle }: Grouping): number {
  let first = 0;
  for (const [at, change] of changes.entries()) {
    if (!isIdle(change)) break;
    const next = changes[at + 1];
    if (!next || distance(change, next) >= context) first = at + 1;
  }
  return first;
}

function lastOfGroup(changes: readonly LineChange[], grouping: Grouping): number {
  const most = 2 * grouping.context + grouping.joins;
  const state = { last: 0, ignored: 0 };
  for (let at = 1; at < changes.length; at++) {
    const [before, change, end] = [changes[at - 1], changes[at], changes[state.last]];
    if (!before || !change || !end || distance(before, change) > most) break;
    const isNear = distance(before, change) < grouping.context;
    const isNext = state.last === at - 1;
    if (!isNear && !isNext && distance(end, change) + state.ignored > most) break;
    if (joinsGroup(grouping.isIdle(change), isNear, isNext)) Object.assign(state, { last: at, ignored: 0 });
    else state.ignored += change.newCount;
  }
  return state.last;
}

/** One of no account joins only right behind the last, and near to it. */
const joinsGroup = (isIdle: boolean, isNear: boolean, isNext: boolean): boolean => !isIdle || (isNear && isNext);
