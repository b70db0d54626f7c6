import { createEmitter, type Emitter } from "@/lib/base";
import type { FailureStrings } from "./strings/failures-en.data";

/** Something to tell in passing, with at most one thing to do about it. */
export interface Notice {
  readonly type: "info" | "success" | "failure";
  /** What is told or, for a failure, how it is told in a language. */
  readonly text: string | ((words: FailureStrings) => string);
  readonly action?: { readonly label: string; readonly run: () => void | Promise<void> };
}

/** Notices, of which none is lost: what is told before anyone listens waits for the first who does. */
export function createNotices(): Emitter<Notice> {
  const told = createEmitter<Notice>();
  let waiting: Notice[] = [];
  let listeners = 0;
  return {
    on(listener) {
      const listening = told.on(listener);
      listeners += 1;
      const missed = waiting;
      waiting = [];
      for (const notice of missed) listener(notice);
      let isOver = false;
      return {
        dispose() {
          if (!isOver) listeners -= 1;
          isOver = true;
          listening.dispose();
        },
      };
    },
    emit(notice) {
      if (listeners === 0) waiting.push(notice);
      else told.emit(notice);
    },
  };
}
