import type { ByteQueue } from "./byte-queue";
import type { Process } from "./process";
import { StreamEnd } from "./stream-end";

/** Who doesn't read doesn't keep an ending from being told for longer than this. */
const patience = 20;

/** What the process has written that nobody has read yet. To be asked before its files are closed. */
export function lastWords(process: Process): ByteQueue[] {
  const queues = new Set<ByteQueue>();
  for (const fd of process.files.numbers()) {
    const file = process.files.peek(fd);
    if (file instanceof StreamEnd && file.outgoing?.drained === false) queues.add(file.outgoing);
  }
  return [...queues];
}

/**
 * Runs once all of it has been read, so that a parent hears what its child said before it hears that it ended, as it does
 * where one loop polls both. At once if there is nothing.
 */
export function whenHeard(queues: readonly ByteQueue[], run: () => void): void {
  const waiting = new Set(queues);
  if (waiting.size === 0) {
    run();
    return;
  }
  const undo: (() => void)[] = [];
  const finish = () => {
    clearTimeout(timer);
    for (const each of undo.splice(0)) each();
    // The answer to the last read is on its way: it goes first.
    setTimeout(run, 0);
  };
  const timer = setTimeout(finish, patience);
  for (const queue of queues)
    undo.push(
      queue.onChange(() => {
        if (!queue.drained && !queue.broken) return;
        waiting.delete(queue);
        if (waiting.size === 0) finish();
      }),
    );
}
