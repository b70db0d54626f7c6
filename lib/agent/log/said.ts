import type { AnsweredDecision } from "@/lib/permissions";
import type { Answer } from "../view";

/** What a person said to a call that asked; none where the question was of another kind. */
export function saidOf(answer: Answer): AnsweredDecision["answer"] {
  if (answer.type === "allow" || answer.type === "always") return { said: answer.type };
  if (answer.type !== "deny") return undefined;
  return { said: "deny", ...(answer.reason ? { because: answer.reason } : {}) };
}
