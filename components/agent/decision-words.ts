import type { PermissionQuestion, ToolCallView } from "@/lib/agent";
import { printRule, type DecisionReason } from "@/lib/permissions";
import type { DecisionWords } from "@/lib/studio";

/** What made a decision, in the user's language. */
export function reasonWords(words: DecisionWords, reason: DecisionReason): string {
  const { reasons } = words;
  switch (reason.type) {
    case "rule":
      return reasons.rule(reason.rule.verdict, printRule(reason.rule), words.scopes[reason.rule.scope]);
    case "mode":
      return reasons.mode(words.modes[reason.mode]);
    case "protected":
      return reasons.protected(reason.path);
    case "escape":
      return reasons.escape(reason.path);
    case "hook":
      return reasons.hook(reason.message);
    case "unparsable":
      return reasons.unparsable(reason.why);
    default:
      return reasons.headless(reasonWords(words, reason.asked));
  }
}

/** Why a call is asked about, in the user's language. */
export function askedWords(words: DecisionWords, { reason, tool, message }: PermissionQuestion): string {
  const { asks } = words;
  switch (reason.type) {
    case "mode":
      return asks.mode(tool);
    case "rule":
      return asks.rule(printRule(reason.rule));
    case "unparsable":
      return asks.unparsable(reason.why);
    case "protected": {
      const { path, because = "everything" } = reason;
      if (because === "everything") return asks.everything(path === "." ? words.project : path);
      return asks.protected(path, words.causes[because]);
    }
    default:
      return message;
  }
}

type Decision = NonNullable<ToolCallView["decision"]>;

/** What a person said to a call, with their reason. */
export function answerWords(words: DecisionWords, { said, because }: NonNullable<Decision["answer"]>): string {
  return because === undefined ? words.said[said] : words.because(words.said[said], because);
}

/** A decision in one line: the person's word where one was asked. */
export function decisionWords(words: DecisionWords, { verdict, reason, answer }: Decision): string {
  if (answer) return answerWords(words, answer);
  return words.because(words.verdicts[verdict], reasonWords(words, reason));
}
