import {
  decide,
  describeReason,
  entryOf,
  parseRule,
  printRule,
  type Access,
  type Decision,
  type Rule,
} from "@/lib/permissions";
import type { ParsedCall, ToolContext } from "@/lib/tools";
import type { HookOutcome } from "../hooks/hooks";
import type { Run } from "../loop/run";
import type { Answer } from "../view";
import { linksOf } from "./links";

export type Permit =
  { readonly type: "granted"; readonly context?: string } | { readonly type: "refused"; readonly message: string };

export interface Asked {
  readonly id: string;
  readonly tool: string;
  readonly call: ParsedCall;
}

function judge(
  run: Run,
  asked: Asked,
  access: Access,
  links: ReadonlyMap<string, string> | undefined,
  hook: HookOutcome,
): Decision {
  const { rules, state } = run.session;
  return decide(
    { tool: asked.tool, access, ...(links ? { links } : {}) },
    {
      rules: rules.compiled(),
      mode: state.mode,
      ...(hook.verdict
        ? { hook: { verdict: hook.verdict, message: hook.message ?? "A hook of the project decided so." } }
        : {}),
    },
  );
}

function rulesOf(answer: Extract<Answer, { type: "always" }>): readonly Rule[] {
  return answer.rules.flatMap((text) => {
    const parsed = parseRule(text, "allow", answer.scope);
    return parsed.ok ? [parsed.value] : [];
  });
}

function settle(run: Run, asked: Asked, answer: Answer): Permit {
  if (answer.type === "always") run.session.rules.add(...rulesOf(answer));
  if (answer.type === "allow" || answer.type === "always") return { type: "granted" };
  const reason = answer.type === "deny" && answer.reason ? ` The user says: ${answer.reason}` : "";
  return {
    type: "refused",
    message: `The user refused this call of ${asked.tool}.${reason} Don't repeat it; ask or go another way.`,
  };
}

/** Asks the user, unless by then a rule that another answer saved lets the call through. */
async function askUser(
  run: Run,
  asked: Asked,
  decision: Decision,
  context: ToolContext,
  again: () => Decision,
): Promise<Permit> {
  const { session, agent, signal } = run;
  const preview = await asked.call.preview(context).catch(() => ({ type: "text" as const, text: asked.call.title }));
  session.live(agent, { type: "call-state", call: asked.id, state: "asking" });
  const covered = new AbortController();
  const watch = session.rules.rules.subscribe(() => {
    if (decision.always.length > 0 && again().verdict === "allow") covered.abort();
  });
  const always = decision.always.map(printRule);
  const question = {
    type: "permission" as const,
    id: `ask:${asked.id}`,
    callId: asked.id,
    agent,
    tool: asked.tool,
    title: asked.call.title,
    reason: decision.reason,
    message: decision.message,
    preview,
    always,
  };
  try {
    const answer = await session.questions.ask(question, AbortSignal.any([signal, covered.signal]));
    session.append("question-answered", { question: question.id, call: asked.id, answer }, agent);
    return settle(run, asked, answer);
  } catch (error) {
    if (!covered.signal.aborted || signal.aborted) throw error;
    record(run, asked, again());
    return { type: "granted" };
  } finally {
    watch();
  }
}

function record({ session, agent }: Run, { id, tool, call }: Asked, decision: Decision) {
  const about = { callId: id, tool, subject: call.title, mode: session.state.mode };
  session.append("decision-made", entryOf(decision, about), agent);
}

/** Hooks, rules and, where they ask, the user. Every decision is logged with what made it. */
export async function permit(run: Run, asked: Asked, context: ToolContext): Promise<Permit> {
  const { session, shell, signal } = run;
  const access = asked.call.access(shell);
  const hook = await session.hooks.before({ tool: asked.tool, input: asked.call.input, cwd: shell.cwd }, signal);
  const links = await linksOf(access, session.workspace);
  const again = () => judge(run, asked, access, links, hook);
  const decision = again();
  record(run, asked, decision);
  if (decision.verdict === "deny")
    return { type: "refused", message: `${decision.message} (${describeReason(decision.reason)})` };
  const permitted =
    decision.verdict === "allow" ? ({ type: "granted" } as const) : await askUser(run, asked, decision, context, again);
  return permitted.type === "granted" && hook.context ? { ...permitted, context: hook.context } : permitted;
}
