import type { PermissionMode } from "./call";
import type { Decision, DecisionReason } from "./decide";
import { printRule, type Rule, type Verdict } from "./rule";

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

/** A decision that asked somebody, with what they said. */
export interface AnsweredDecision extends DecisionEntry {
  readonly answer?: { readonly said: "allow" | "always" | "deny"; readonly because?: string };
}

/** A reason in words for the model; the panels say it in the user's language. */
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

const isText = (value: unknown): value is string => typeof value === "string";

function isRule(value: unknown): value is Rule {
  const { verdict, tool, specifier, scope } = Object(value) as Partial<Record<keyof Rule, unknown>>;
  return isText(tool) && isText(verdict) && isText(scope) && (specifier === undefined || isText(specifier));
}

/** Whether something from elsewhere is a reason that can be told. */
export function isReason(value: unknown): value is DecisionReason {
  const reason = Object(value) as Readonly<Record<string, unknown>>;
  switch (reason.type) {
    case "rule":
      return isRule(reason.rule);
    case "mode":
      return isText(reason.mode);
    case "protected":
      return isText(reason.path) && (reason.because === undefined || isText(reason.because));
    case "escape":
      return isText(reason.path);
    case "hook":
      return isText(reason.message);
    case "unparsable":
      return isText(reason.why);
    case "headless":
      return isReason(reason.asked) && reason.asked.type !== "headless";
    default:
      return false;
  }
}

export function entryOf(decision: Decision, about: Omit<DecisionEntry, "verdict" | "reason">): DecisionEntry {
  return { ...about, verdict: decision.verdict, reason: decision.reason };
}
