import { createStore, type ReadableStore, type Store } from "@/lib/base";
import type { Assistant, AssistantParts } from "./assistant";
import type { Settings } from "./settings";

/** Wakes the assistant when the conversation is first shown, once for each project that is open. */
export interface AssistantWaker {
  readonly wake: (settings: Store<Settings>) => Promise<Assistant>;
  /** Whether the agent waits for an answer of the person's, for places where the conversation isn't seen. */
  readonly asks: ReadableStore<boolean>;
  readonly dispose: () => Promise<void>;
}

export function createAssistantWaker(parts: Omit<AssistantParts, "settings">): AssistantWaker {
  let woken: Promise<Assistant> | undefined;
  const asks = createStore(false);
  const create = async (settings: Store<Settings>) => {
    const { createAssistant } = await import("./assistant");
    const assistant = await createAssistant({ ...parts, settings });
    const { questions } = assistant.agent;
    questions.subscribe(() => {
      asks.set(questions.get().length > 0);
    });
    return assistant;
  };
  return {
    asks,
    wake(settings) {
      woken ??= create(settings).catch((error: unknown) => {
        woken = undefined;
        throw error;
      });
      return woken;
    },
    async dispose() {
      const assistant = await woken?.catch(() => undefined);
      await assistant?.agent.dispose();
    },
  };
}
