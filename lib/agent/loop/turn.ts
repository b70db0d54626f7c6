import { Failure } from "@/lib/base";
import { compact, compactAt, savedEnough } from "../context/compaction";
import { describePictures } from "../context/pictures";
import { mayGoOn, withinCaps } from "../guards/spend";
import { mostRetries, readFailure, waitBefore } from "./failure";
import { waysOn } from "./ways-on";
import type { Run } from "./run";
import { sleep } from "./sleep";
import { runStep, type StepResult } from "./step";

export type TurnEnd = "done" | "stopped" | "failed" | "guard";

/** What one turn remembers from step to step. */
interface Progress {
  failures: number;
  vain: number;
  overflowed: boolean;
  steps: number;
  readonly started: number;
}

type Next = { readonly type: "go-on" } | { readonly type: "end"; readonly reason: TurnEnd };
const goOn: Next = { type: "go-on" };

function drainSteering(run: Run): boolean {
  const messages = run.takeSteering();
  for (const { id, text, attachments } of messages) {
    run.session.append("message-added", { id, text, attachments, origin: "steering" }, run.agent);
  }
  if (messages.length > 0) run.breaker.reset();
  return messages.length > 0;
}

async function makeRoom(run: Run, progress: Progress): Promise<void> {
  const { contextTokens } = run.session.state.branch(run.agent);
  if (progress.vain >= 2 || contextTokens < run.model().contextWindow * compactAt) return;
  const result = await compact(run);
  if (savedEnough(result)) return;
  progress.vain += 1;
  if (progress.vain === 2) {
    const text =
      "The conversation is close to the model's limit and can't be made much shorter. Start a new session, or choose a model with more room.";
    run.session.append("noticed", { kind: "guard", text }, run.agent);
  }
}

function overBudget(run: Run, progress: Progress): string | undefined {
  const { budget, session, agent } = run;
  if (!budget) return undefined;
  const spent = session.state.agentSpending.get(agent);
  if (progress.steps >= budget.steps) return `its ${budget.steps} steps`;
  if (spent && spent.usage.input + spent.usage.output >= budget.tokens) return `its ${budget.tokens} tokens`;
  if ((spent?.dollars ?? 0) >= budget.dollars) return `its $${budget.dollars.toFixed(2)}`;
  return session.now() - progress.started >= budget.milliseconds ? "its time" : undefined;
}

async function afterFailure(run: Run, error: unknown, progress: Progress): Promise<Next> {
  const { session, signal } = run;
  const failure = readFailure(error, session.now());
  if (failure.type === "overflow" && !progress.overflowed) {
    progress.overflowed = true;
    return compactAfterOverflow(run, error);
  }
  if (failure.type === "retry" && progress.failures < mostRetries) {
    progress.failures += 1;
    const wait = waitBefore(progress.failures, failure.after, session.random);
    run.status({ type: "retrying", attempt: progress.failures, until: session.now() + wait, why: failure.why });
    await sleep(wait, signal);
    return goOn;
  }
  return giveUp(run, error, failure);
}

/** A conversation that doesn't fit is summed up once; where not even that fits, the user chooses. */
async function compactAfterOverflow(run: Run, error: unknown): Promise<Next> {
  try {
    await compact(run, { forced: true });
    return goOn;
  } catch (reason) {
    run.signal.throwIfAborted();
    const failure = readFailure(reason, run.session.now());
    return failure.type === "overflow" ? giveUp(run, error, failure) : giveUp(run, reason, failure);
  }
}

function giveUp({ session, agent }: Run, error: unknown, failure: ReturnType<typeof readFailure>): Next {
  const [action, ...others] = waysOn(error, failure);
  session.append("noticed", { kind: "error", text: describe(error, failure), action, others }, agent);
  return { type: "end", reason: "failed" };
}

function describe(error: unknown, failure: ReturnType<typeof readFailure>): string {
  // A model in the tab says itself what is too long.
  if (failure.type === "overflow" && error instanceof Failure) return error.message;
  if (failure.type === "overflow")
    return "The conversation doesn't fit into the model's window, even shortened. Start a new session or choose a model with more room.";
  return failure.type === "retry" ? `${failure.why}. Gave up after ${mostRetries} attempts.` : failure.message;
}

/** Looks for running in circles; asks before it goes on. */
async function afterCalls(run: Run, result: StepResult): Promise<Next> {
  const warnings = result.attempts.map((attempt) => run.breaker.note(attempt)).filter((why) => why !== undefined);
  const [why] = warnings;
  if (why === undefined) return goOn;
  run.breaker.reset();
  const text = `The agent seems to go in circles: ${why}`;
  run.session.append("noticed", { kind: "guard", text }, run.agent);
  return (await mayGoOn(run, "loop", `${text} Let it go on?`)) ? goOn : { type: "end", reason: "guard" };
}

async function afterStep(run: Run, result: StepResult, progress: Progress): Promise<Next> {
  if (result.error !== undefined) {
    const next = await afterFailure(run, result.error, progress);
    return next;
  }
  progress.failures = 0;
  progress.overflowed = false;
  if (result.attempts.length > 0) return afterCalls(run, result);
  if (result.end === "length")
    run.session.append(
      "noticed",
      { kind: "message", text: "The answer was cut at the model's limit.", action: "continue" },
      run.agent,
    );
  if (result.end === "refused")
    run.session.append("noticed", { kind: "error", text: "The provider's filter stopped the answer." }, run.agent);
  return { type: "end", reason: "done" };
}

/**
 * Runs until the model has nothing more to do. Each round: steering messages, guards, room in the window, one step.
 * Rejects only when it is aborted; the log is in order even then.
 */
export async function runTurn(run: Run): Promise<TurnEnd> {
  const progress: Progress = { failures: 0, vain: 0, overflowed: false, steps: 0, started: run.session.now() };
  for (;;) {
    drainSteering(run);
    if (!(await withinCaps(run))) return "guard";
    const spent = overBudget(run, progress);
    if (spent !== undefined) {
      run.session.append("noticed", { kind: "guard", text: `The helper used up ${spent}.` }, run.agent);
      return "guard";
    }
    await describePictures(run);
    await makeRoom(run, progress);
    progress.steps += 1;
    const next = await afterStep(run, await runStep(run), progress);
    if (next.type === "go-on") continue;
    if (next.reason === "done" && drainSteering(run)) continue;
    return next.reason;
  }
}
