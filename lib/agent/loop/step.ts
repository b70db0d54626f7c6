import { dispatch } from "../dispatch/dispatch";
import type { Attempt } from "../guards/loop-breaker";
import { promptOf } from "../model/prompt";
import { requestOf } from "../model/request";
import { dollarsOf } from "../model/usage";
import type { Run } from "./run";
import type { StepEnd } from "../log/event";
import type { Usage } from "../view";
import { createCallIds } from "./call-ids";
import { streamStep, type StepSink } from "./stream-step";

export interface StepResult {
  readonly end: StepEnd;
  readonly attempts: readonly Attempt[];
  /** Why the request failed, where it did. Calls that had come by then were carried out. */
  readonly error?: unknown;
}

function sinkOf(run: Run, step: string, calls: Promise<Attempt>[]): StepSink {
  const { session, agent } = run;
  const ids = createCallIds((id) => session.state.callIds.has(id));
  let running = 0;
  const show = () => {
    run.status(running > 0 ? { type: "tools", running } : { type: "streaming" });
  };
  return {
    delta(type, id, delta) {
      if (running === 0) run.status({ type: "streaming" });
      session.live(agent, { type, step, id, delta });
    },
    ended(type, id, text, provider) {
      session.append(
        type === "text" ? "text-ended" : "reasoning-ended",
        { step, id, text, ...(provider ? { provider } : {}) },
        agent,
      );
    },
    toolInput(call, name, delta) {
      session.live(agent, { type: "tool-input", step, call: ids.of(call), name, delta });
    },
    call(raw) {
      running += 1;
      show();
      const work = dispatch({ ...raw, id: ids.complete(raw.id) }, step, run).finally(() => {
        running -= 1;
        if (running > 0) show();
      });
      calls.push(work);
    },
  };
}

/** One request, its answer, and every call in it. Rejects only when the run is aborted, with the log in order. */
export async function runStep(run: Run): Promise<StepResult> {
  const { session, agent, signal } = run;
  const model = run.model();
  const step = crypto.randomUUID();
  const instructions = await run.instructions();
  const messages = promptOf(session.state.branch(agent), model);
  const request = requestOf(model, instructions, messages, run.tools(), signal);
  session.append("step-started", { step, model: model.id }, agent);
  run.status({ type: "waiting-for-model", since: session.now() });
  const calls: Promise<Attempt>[] = [];
  let outcome: { end: StepEnd; usage?: Usage | undefined } = { end: "failed" };
  let error: unknown;
  try {
    outcome = await streamStep(model, request, sinkOf(run, step, calls));
  } catch (reason) {
    error = reason ?? new Error("The request failed.");
    if (signal.aborted) outcome = { end: "stopped" };
  }
  const attempts = await Promise.all(calls);
  const { end, usage } = outcome;
  const dollars = usage && dollarsOf(usage, model.prices);
  session.append(
    "step-ended",
    { step, end, model: model.id, ...(usage ? { usage } : {}), ...(dollars === undefined ? {} : { dollars }) },
    agent,
  );
  signal.throwIfAborted();
  return { end, attempts, ...(error === undefined ? {} : { error }) };
}
