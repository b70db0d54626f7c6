import type { ForeseenAnswer } from "../protocol/foreseen";
import { op } from "../protocol/operations";
import { Call } from "./call";
import { KernelError } from "./kernel-error";
import { find } from "./path-walk";
import type { Process } from "./process";
import type { Asked, ReadingList } from "./reading-list";
import type { System } from "./system";

/** What is larger is worth a question of its own. */
const largestFile = 1 << 18;
const mostBytes = 1 << 23;

/** Whose content or mode the answer tells of; a link itself for `lstat`. */
const tellsOf = new Set([op.stat, op.lstat, op.access, op.readFile]);

function mark(process: Process, { op: number, path }: Asked): boolean {
  try {
    const node = find(process, path, number !== op.lstat);
    if (number === op.readFile && (!node.isFile || node.size > largestFile)) return false;
    node.foreseen = true;
    return node.generated === undefined;
  } catch (error) {
    // It isn't there, which holds until a name comes.
    if (error instanceof KernelError) return true;
    throw error;
  }
}

type Dispatch = (number: number, call: Call) => void;

/** The answers to a list as they are now, as far as they fit. */
export function answerAll(
  { system, process, dispatch }: { system: System; process: Process; dispatch: Dispatch },
  list: ReadingList,
): { readonly head: readonly ForeseenAnswer[]; readonly bytes: Uint8Array } {
  const head: ForeseenAnswer[] = [];
  const pieces: Uint8Array[] = [];
  let total = 0;
  for (const [question, asked] of list) {
    if (tellsOf.has(asked.op) && !mark(process, asked)) continue;
    const call = new Call(system, process, 0, asked.numbers, [asked.path], (errno, numbers, parts) => {
      const size = parts.reduce((sum, part) => sum + part.length, 0);
      if (total + size > mostBytes) return;
      total += size;
      head.push([question, errno, [...numbers], parts.map((part) => part.length)]);
      pieces.push(...parts);
    });
    dispatch(asked.op, call);
    if (!call.settled) call.cancel();
  }
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return { head, bytes };
}
