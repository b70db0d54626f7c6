import type { PermissionMode } from "./call";
import type { Decision, DecisionReason } from "./decide";
import { printRule, type Verdict } from "./rule";

/** One line of the record of what was let through, by what. */
export interface DecisionEntry {
  readonly callId: string;
  readonly tool: string;
  /** The command, path or address, in short. */
  readonly subject: string;
  readonly verdict: Verdict;
  readonly mode: PermissionMode;
  readonly reason: DecisionReason;
}

/** A reason in words, as the permissions panel shows it. */
export function describeReason(reason: DecisionReason): string {
  switch (reason.type) {
    case "rule":
      return `rule ${reason.rule.verdict} ${printRule(reason.rule)} (${reason.rule.scope})`;
    case "mode":
      return `mode ${reason.mode}`;
    case "protected":
      return `protected path ${reason.path}`;
    case "escape":
      return `outside the project: ${reason.path}`;
    case "hook":
      return `hook: ${reason.message}`;
    case "unparsable":
      return `unreadable command: ${reason.why}`;
    default:
      return `no one to ask (${describeReason(reason.asked)})`;
  }
}

export function entryOf(decision: Decision, about: Omit<DecisionEntry, "verdict" | "reason">): DecisionEntry {
  return { ...about, verdict: decision.verdict, reason: decision.reason };
}
