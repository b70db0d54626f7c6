import { ModelFailure } from "../model-failure";

/** What the browser says when there is no room left, in words; undefined for anything else. */
export function storageFull(error: unknown): ModelFailure | undefined {
  const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
  if (!isFull) return undefined;
  return new ModelFailure(
    "storage",
    "There is no room left in the browser for the rest of this model. Delete other models, and it goes on from where it was.",
    ["free-space", "use-smaller-model"],
    { cause: error },
  );
}
