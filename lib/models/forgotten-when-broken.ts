import type { ChatEngine } from "./chat-engine";
import { ModelFailure, type ModelFailureCode } from "./model-failure";

/** What the runtime can go on after: every other failure may have broken it. */
const survived: ReadonlySet<string> = new Set<ModelFailureCode>(["context-full", "unsupported"]);

/** Told to forget an engine that failed in the middle of an answer, so that the next question loads it anew. */
export function forgottenWhenBroken(engine: ChatEngine, forget: () => Promise<void> | undefined): ChatEngine {
  return {
    ...engine,
    async *stream(request) {
      try {
        yield* engine.stream(request);
      } catch (error) {
        if (error instanceof ModelFailure && !survived.has(error.code)) await forget();
        throw error;
      }
    },
  };
}
