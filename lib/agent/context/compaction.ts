import type { EventOf, LogEvent } from "../log/event";
import { activeEvents } from "../log/active";
import type { Branch, Entry } from "../log/session-state";
import type { Run } from "../loop/run";
import { streamStep } from "../loop/stream-step";
import type { AgentModel, PromptMessage } from "../model/model";
import { promptOf } from "../model/prompt";
import { requestOf } from "../model/request";
import { dollarsOf, estimateTokens } from "../model/usage";
import type { Usage } from "../view";

/** Compaction starts when so much of the window is used. */
export const compactAt = 0.8;
/** Less than this saved isn't worth the loss. */
const worthwhile = 0.2;
const stepsKept = 4;
/** How much of a window a conversation may take that is to be summed up. */
const share = 0.7;

const request = (
  focus: string | undefined,
) => `Write a summary of our work so far; the conversation above will be replaced by it. Call no tool. Use exactly these headings, and name files, commands, identifiers and error messages exactly:
## Goal
## Decisions
## Files touched
## Failed attempts
## Todo
## Next step
Under "Failed attempts" say what was tried, how it failed and why it should not be tried again.${focus ? `\nTake special care of: ${focus}` : ""}`;

/** What the log knows for certain is added to what the model remembers. */
function certainties(run: Run): string {
  const { log, state } = run.session;
  const active = activeEvents(log.events).filter((event) => event.agent === run.agent);
  const files = new Set(
    active.flatMap((event) => (event.type === "tool-ended" ? (event.data.diff ?? []).map(({ path }) => path) : [])),
  );
  const isMessage = (event: LogEvent): event is EventOf<"message-added"> => event.type === "message-added";
  const last = active.findLast((event) => isMessage(event) && event.data.origin !== "hook");
  const todos = state.todos.map((todo) => `- [${todo.state}] ${todo.text}`);
  return [
    files.size > 0 ? `## Files changed (from the log)\n${[...files].slice(0, 100).join("\n")}` : "",
    todos.length > 0 ? `## Todo list (from the log)\n${todos.join("\n")}` : "",
    last && isMessage(last) ? `## The user's last message, word for word\n${last.data.text}` : "",
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** The newest messages that fit, starting with a user's, so that no call is without its result. */
function fitting(messages: readonly PromptMessage[], tokens: number): readonly PromptMessage[] {
  let room = tokens;
  let start = messages.length;
  for (let at = messages.length - 1; at >= 0; at -= 1) {
    room -= estimateTokens(messages[at]?.content);
    if (room < 0) break;
    if (messages[at]?.role !== "tool") start = at;
  }
  return messages.slice(start);
}

/** The small model where the whole conversation fits into it, else the one that leads it. */
function summariser(run: Run, branch: Branch): AgentModel {
  const small = run.small();
  if (!small) return run.model();
  const whole = estimateTokens(promptOf(branch, small));
  return whole < small.contextWindow * share ? small : run.model();
}

interface Summary {
  readonly text: string;
  readonly usage: Usage | undefined;
  readonly model: AgentModel;
}

async function askForSummary(run: Run, focus: string | undefined): Promise<Summary> {
  const branch = run.session.state.branch(run.agent);
  const model = summariser(run, branch);
  const left =
    model.contextWindow * share -
    estimateTokens(run.tools().map(({ schema, description }) => ({ schema, description })));
  const messages = [
    ...fitting(promptOf(branch, model), left),
    { role: "user" as const, content: [{ type: "text" as const, text: request(focus) }] },
  ];
  const options = requestOf(model, await run.instructions(), messages, run.tools(), run.signal);
  const texts: string[] = [];
  const outcome = await streamStep(model, options, {
    delta: () => undefined,
    ended: (type, _, text) => void (type === "text" && texts.push(text)),
    toolInput: () => undefined,
    call: () => undefined,
  });
  return { text: texts.join("\n").trim(), usage: outcome.usage, model };
}

/** Tokens that stubs in place of the older outputs would save, and where to cut. */
function droppable(branch: Branch): { readonly upTo: number; readonly tokens: number } {
  const steps = branch.entries.filter((entry): entry is Extract<Entry, { type: "step" }> => entry.type === "step");
  const old = steps.slice(0, Math.max(0, steps.length - stepsKept)).flatMap((step) => [...step.results.values()]);
  const fresh = old.filter((result) => result.seq > branch.droppedUpTo);
  return {
    upTo: Math.max(0, ...fresh.map(({ seq }) => seq)),
    tokens: fresh.reduce((sum, { output }) => sum + estimateTokens(output), 0),
  };
}

export interface Compacted {
  readonly before: number;
  readonly after: number;
}

function dropOutputs(run: Run, before: number): Compacted | undefined {
  const branch = run.session.state.branch(run.agent);
  const { upTo, tokens } = droppable(branch);
  if (upTo === 0 || tokens < before * worthwhile || before - tokens > run.model().contextWindow * (compactAt - 0.1))
    return undefined;
  run.session.append("outputs-dropped", { upTo }, run.agent);
  branch.contextTokens = before - tokens;
  return { before, after: before - tokens };
}

/**
 * Makes room: older outputs become stubs, or where that doesn't free enough, everything so far becomes a structured
 * summary. The log keeps it all. Called between steps only, so no call is parted from its result.
 */
export async function compact(
  run: Run,
  options: { readonly focus?: string; readonly forced?: boolean } = {},
): Promise<Compacted> {
  const { session, agent } = run;
  const model = run.model();
  const branch = session.state.branch(agent);
  const before = Math.max(branch.contextTokens, estimateTokens(promptOf(branch, model)));
  run.status({ type: "compacting" });
  const dropped = options.forced || options.focus !== undefined ? undefined : dropOutputs(run, before);
  if (dropped) return dropped;
  const { text, usage, model: asked } = await askForSummary(run, options.focus);
  const summary = [text || "(The model wrote no summary.)", certainties(run)].filter(Boolean).join("\n\n");
  const after = estimateTokens(summary) + estimateTokens(await run.instructions());
  const dollars = usage && dollarsOf(usage, asked.prices);
  session.append(
    "compacted",
    {
      summary,
      upTo: session.log.events.length,
      before,
      after,
      model: asked.id,
      ...(usage ? { usage } : {}),
      ...(dollars === undefined ? {} : { dollars }),
    },
    agent,
  );
  return { before, after };
}

export const savedEnough = ({ before, after }: Compacted): boolean => before - after >= before * worthwhile;
