import { messageOf } from "@/lib/base";
import { ModelFailure } from "../model-failure";

const memory =
  /out of memory|cannot allocate|memory access out of bounds|bad_alloc|failed to allocate|array buffer allocation/i;
const corrupt = /magic|corrupt|tensor|gguf|load_error|failed to load|error while calling start|invalid/i;

/** What a failure of the CPU runtime means, in one sentence, with ways on. */
export function wllamaFailure(error: unknown, doing: "loading" | "answering", id: string): unknown {
  if (error instanceof ModelFailure || isAbort(error)) return error;
  const message = messageOf(error);
  const kind = typeof error === "object" && error !== null && "type" in error ? error.type : undefined;
  if (memory.test(message)) {
    return new ModelFailure(
      "memory",
      `${id} needs more memory than this tab can have. Choose a smaller model, or close other tabs and try again.`,
      ["use-smaller-model", "retry"],
      { cause: error },
    );
  }
  if (kind === "kv_cache_full" || /context (size|shift)|kv cache|exceeds the available context/i.test(message)) {
    return new ModelFailure(
      "context-full",
      `The conversation is longer than ${id} can read. Compact it, or choose a model with a larger window.`,
      ["compact", "choose-model"],
      { cause: error },
    );
  }
  if (doing === "loading" && corrupt.test(message)) {
    return new ModelFailure(
      "corrupt",
      `The file of ${id} can't be read as a GGUF model: it is damaged, or of a kind that this version doesn't know. Download it again.`,
      ["download-again", "choose-model"],
      { cause: error },
    );
  }
  return new ModelFailure("unknown", `${id} stopped while ${doing}: ${message}`, ["retry", "choose-model"], {
    cause: error,
  });
}

export const isAbort = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "name" in error && error.name === "AbortError";
