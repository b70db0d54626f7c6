import { createStore, type ReadableStore } from "@/lib/base";
import type { Answer, Question } from "../view";

/** Questions to the user. The only way to resolve one is `answer`, which the UI alone holds. */
export interface Questions {
  readonly open: ReadableStore<readonly Question[]>;
  /** Resolves with the user's answer; rejects when the signal is aborted. */
  readonly ask: (question: Question, signal: AbortSignal) => Promise<Answer>;
  /** False: it isn't open, or this is no answer to such a question. */
  readonly answer: (id: string, answer: Answer) => boolean;
}

const fitting: Readonly<Record<Question["type"], readonly Answer["type"][]>> = {
  permission: ["allow", "always", "deny"],
  choice: ["choices", "deny"],
  plan: ["approve-plan", "reject-plan"],
  guard: ["continue", "stop"],
};

export function createQuestions(): Questions {
  const open = createStore<readonly Question[]>([]);
  const waiting = new Map<string, (answer: Answer) => void>();
  const close = (id: string) => {
    waiting.delete(id);
    open.set((now) => now.filter((question) => question.id !== id));
  };
  return {
    open,
    ask(question, signal) {
      return new Promise((resolve, reject) => {
        const stop = () => {
          close(question.id);
          reject(signal.reason);
        };
        if (signal.aborted) {
          reject(signal.reason);
          return;
        }
        signal.addEventListener("abort", stop, { once: true });
        waiting.set(question.id, (answer) => {
          signal.removeEventListener("abort", stop);
          close(question.id);
          resolve(answer);
        });
        open.set((now) => [...now, question]);
      });
    },
    answer(id, answer) {
      const question = open.get().find((candidate) => candidate.id === id);
      if (!question || !fitting[question.type].includes(answer.type)) return false;
      if (answer.type === "always" && question.type === "permission" && question.always.length === 0) return false;
      waiting.get(id)?.(answer);
      return true;
    },
  };
}
