import type { Part, PermissionCall, PermissionMode, ShellCommand } from "./call";
import { coveringRule, type CompiledRules } from "./compile";
import { criticalTarget } from "./critical";
import { partsOf, type JudgedPart } from "./parts";
import { causes, protectionOf, type ProtectionCause } from "./protected";
import { printRule, type Rule, type Verdict } from "./rule";
import { suggestRule } from "./suggest";

/** What made a decision, kept for the log and shown to the user. */
export type DecisionReason =
  | { readonly type: "rule"; readonly rule: Rule }
  | { readonly type: "mode"; readonly mode: PermissionMode }
  | { readonly type: "protected"; readonly path: string; readonly because?: ProtectionCause | "everything" }
  | { readonly type: "escape"; readonly path: string }
  | { readonly type: "hook"; readonly message: string }
  | { readonly type: "unparsable"; readonly why: string }
  | { readonly type: "headless"; readonly asked: Exclude<DecisionReason, { type: "headless" }> };

export interface Decision {
  readonly verdict: Verdict;
  readonly reason: DecisionReason;
  /** For the model on a refusal, for the user on a question. */
  readonly message: string;
  /** What "always" would save. Empty: this is asked about each time. */
  readonly always: readonly Rule[];
}

export interface DecisionContext {
  readonly rules: CompiledRules;
  readonly mode: PermissionMode;
  readonly hook?: { readonly verdict: "ask" | "deny"; readonly message: string };
  /** No one is there to answer. */
  readonly headless?: boolean;
}

const leavesProject = (path: string) => path.startsWith("/") || path === ".." || path.startsWith("../");

function isCovered({ effect, opaque }: ShellCommand, edits: boolean): boolean {
  if (opaque !== undefined || effect.type === "unknown" || !effect.known) return false;
  return effect.type === "reads" || edits;
}

/** Whether the mode lets a part through that no rule speaks of. */
function allowedByMode(part: Part, mode: PermissionMode): boolean {
  if (part.type === "none" || part.type === "read" || mode === "bypass") return true;
  const edits = mode === "acceptEdits";
  if (part.type === "write") return edits && !leavesProject(part.path);
  if (part.type === "command") return isCovered(part.command, edits);
  return part.type === "use" && part.effect === "read";
}

/** In plan mode nothing may change, whatever the rules allow. */
function changesSomething(part: Part): boolean {
  if (part.type === "write" || part.type === "unparsable") return true;
  if (part.type === "use") return part.effect === "write";
  if (part.type !== "command") return false;
  return !isCovered(part.command, false);
}

function firstCovering(
  rules: CompiledRules[Verdict],
  parts: readonly JudgedPart[],
  call: PermissionCall,
): Rule | undefined {
  for (const { part } of parts) {
    const rule = coveringRule(rules, part, call);
    if (rule) return rule;
  }
  return undefined;
}

function denied(call: PermissionCall, parts: readonly JudgedPart[], context: DecisionContext): Decision | undefined {
  const deny = (reason: DecisionReason, message: string): Decision => ({
    verdict: "deny",
    reason,
    message,
    always: [],
  });
  for (const { part, derived } of parts) {
    if (call.access.type !== "files" || derived || (part.type !== "read" && part.type !== "write")) continue;
    if (leavesProject(part.path))
      return deny({ type: "escape", path: part.path }, `${part.path} lies outside the project. Use a path inside it.`);
  }
  const rule = firstCovering(context.rules.deny, parts, call);
  if (rule)
    return deny(
      { type: "rule", rule },
      `The rule \`${printRule(rule)}\` of the ${rule.scope} settings forbids this. Reach the goal another way or tell the user.`,
    );
  if (context.hook?.verdict === "deny")
    return deny({ type: "hook", message: context.hook.message }, context.hook.message);
  if (context.mode === "plan" && parts.some(({ part, derived }) => !derived && changesSomething(part))) {
    return deny(
      { type: "mode", mode: "plan" },
      "Plan mode: look and think, change nothing. When the plan is ready, call ExitPlanMode to have it approved.",
    );
  }
  return undefined;
}

interface Question {
  readonly reason: Exclude<DecisionReason, { type: "headless" }>;
  readonly message: string;
  readonly always: readonly Rule[];
}

/** About what neither a mode nor a rule may wave through. */
function protectedQuestion(parts: readonly JudgedPart[]): Question | undefined {
  const about = (path: string, because: ProtectionCause | "everything", message: string): Question => ({
    reason: { type: "protected", path, because },
    message,
    always: [],
  });
  for (const { part } of parts) {
    const critical = criticalTarget(part);
    if (critical !== undefined) {
      const place = critical === "." ? "the project" : critical;
      return about(critical, "everything", `This would reach everything in ${place}, so it is asked about each time.`);
    }
    if (part.type !== "read" && part.type !== "write") continue;
    const protection = protectionOf(part.path, part.type);
    if (!protection) continue;
    const { because } = protection;
    return about(part.path, because, `${part.path} is asked about each time: ${causes[because]}.`);
  }
  return undefined;
}

function strictQuestion(
  call: PermissionCall,
  parts: readonly JudgedPart[],
  context: DecisionContext,
): Question | undefined {
  const guarded = protectedQuestion(parts);
  if (guarded) return guarded;
  if (context.hook?.verdict === "ask")
    return { reason: { type: "hook", message: context.hook.message }, message: context.hook.message, always: [] };
  const rule = firstCovering(context.rules.ask, parts, call);
  return (
    rule && { reason: { type: "rule", rule }, message: `The rule \`${printRule(rule)}\` asks about this.`, always: [] }
  );
}

/** What is left once rules and mode have allowed what they allow. */
function openParts(
  call: PermissionCall,
  parts: readonly JudgedPart[],
  context: DecisionContext,
): { open: readonly Part[]; by?: Rule } {
  const open: Part[] = [];
  let by: Rule | undefined;
  for (const { part, derived } of parts) {
    if (derived) continue;
    const rule = coveringRule(context.rules.allow, part, call);
    if (rule) by ??= rule;
    else if (!allowedByMode(part, context.mode)) open.push(part);
  }
  return by ? { open, by } : { open };
}

function questionAbout(call: PermissionCall, open: readonly Part[], mode: PermissionMode): Question {
  const puzzle = open.find((part) => part.type === "unparsable");
  if (puzzle?.type === "unparsable") {
    return {
      reason: { type: "unparsable", why: puzzle.why },
      message: `This command can't be read with certainty: ${puzzle.why}.`,
      always: [],
    };
  }
  const rules = open.map((part) => suggestRule(part, call));
  const always = rules.every((rule) => rule !== undefined)
    ? rules.filter(
        (rule, at) => rules.findIndex((other) => other && rule && printRule(other) === printRule(rule)) === at,
      )
    : [];
  return { reason: { type: "mode", mode }, message: `${call.tool} needs your permission.`, always };
}

function resolve(question: Question, context: DecisionContext): Decision {
  if (!context.headless && context.mode !== "dontAsk") return { verdict: "ask", ...question };
  const why = context.mode === "dontAsk" ? "and the mode is `dontAsk`" : "and no one is there to answer";
  return {
    verdict: "deny",
    reason: { type: "headless", asked: question.reason },
    message: `${question.message} No rule allows it, ${why}, so it was refused. Reach the goal another way.`,
    always: [],
  };
}

/**
 * Judges a call from the rules alone: no I/O, no clock, no prompt. The strictest verdict over all parts of the call
 * wins, so a later `allow` never reopens what a `deny` closed, and a compound command is as good as its worst part.
 */
export function decide(call: PermissionCall, context: DecisionContext): Decision {
  const parts = partsOf(call);
  const refusal = denied(call, parts, context);
  if (refusal) return refusal;
  const strict = strictQuestion(call, parts, context);
  if (strict) return resolve(strict, context);
  const { open, by } = openParts(call, parts, context);
  if (open.length > 0) return resolve(questionAbout(call, open, context.mode), context);
  const reason: DecisionReason = by ? { type: "rule", rule: by } : { type: "mode", mode: context.mode };
  return { verdict: "allow", reason, message: "", always: [] };
}
