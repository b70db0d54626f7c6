import type { Attachment } from "@/lib/agent";
import { createStore, type ReadableStore } from "@/lib/base";

/** What other parts of the workbench lay into the message that is being written, until the composer has taken it. */
export interface Handoff {
  readonly waiting: ReadableStore<readonly Attachment[]>;
  readonly offer: (attachment: Attachment) => void;
  /** Takes all that waits, so that it is attached once. */
  readonly take: () => readonly Attachment[];
}

export function createHandoff(): Handoff {
  const waiting = createStore<readonly Attachment[]>([]);
  return {
    waiting,
    offer(attachment) {
      waiting.set((now) => [...now, attachment]);
    },
    take() {
      const taken = waiting.get();
      if (taken.length > 0) waiting.set([]);
      return taken;
    },
  };
}
