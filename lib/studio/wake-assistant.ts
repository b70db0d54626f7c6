import type { Store } from "@/lib/base";
import type { Assistant, AssistantParts } from "./assistant";
import type { Settings } from "./settings";

/** Wakes the assistant when the conversation is first shown, once for each project that is open. */
export interface AssistantWaker {
  readonly wake: (settings: Store<Settings>) => Promise<Assistant>;
  readonly dispose: () => Promise<void>;
}

export function createAssistantWaker(parts: Omit<AssistantParts, "settings">): AssistantWaker {
  let woken: Promise<Assistant> | undefined;
  const create = async (settings: Store<Settings>) => {
    const { createAssistant } = await import("./assistant");
    return createAssistant({ ...parts, settings });
  };
  return {
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
