import * as fc from "fast-check";
import type { EventTable, EventType, LogEvent } from "../log/event";

type Draft = {
  [T in EventType]: { readonly type: T; readonly data: EventTable[T]; readonly agent: string };
}[EventType];

const text = fc.constantFrom("hello", "", "  ", "a\nb", "sk-not-a-key");

interface StepPlan {
  readonly said: string;
  readonly thought: string;
  readonly calls: readonly ("done" | "failed" | "denied" | "interrupted" | "never")[];
  readonly early: boolean;
  readonly ended: boolean;
}

const step: fc.Arbitrary<StepPlan> = fc.record({
  said: text,
  thought: text,
  calls: fc.array(fc.constantFrom("done", "failed", "denied", "interrupted", "never"), { maxLength: 3 }),
  early: fc.boolean(),
  ended: fc.boolean(),
});

type Move =
  | { readonly type: "turn"; readonly said: string; readonly steps: readonly StepPlan[]; readonly agent: string }
  | { readonly type: "rewind"; readonly back: number }
  | { readonly type: "undo" }
  | { readonly type: "compact"; readonly back: number }
  | { readonly type: "drop" };

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant("turn" as const),
      said: text,
      steps: fc.array(step, { maxLength: 3 }),
      agent: fc.constantFrom("main", "main", "helper"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("rewind" as const), back: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("undo" as const) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("compact" as const), back: fc.nat(10) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("drop" as const) }) },
);

function* stepEvents(plan: StepPlan, name: string, agent: string): Iterable<Draft> {
  const output = [{ type: "text" as const, text: "out" }];
  yield { type: "step-started", agent, data: { step: name, model: "m" } };
  if (plan.thought) yield { type: "reasoning-ended", agent, data: { step: name, id: `${name}r`, text: plan.thought } };
  if (plan.said) yield { type: "text-ended", agent, data: { step: name, id: `${name}t`, text: plan.said } };
  const late: Draft[] = [];
  for (const [at, end] of plan.calls.entries()) {
    const call = `${name}c${at}`;
    yield {
      type: "tool-called",
      agent,
      data: { step: name, call, name: "Read", title: "x", input: { file_path: "x" } },
    };
    yield { type: "tool-started", agent, data: { call } };
    if (end === "never") continue;
    const ended: Draft = { type: "tool-ended", agent, data: { call, end, output } };
    if (plan.early) yield ended;
    else late.unshift(ended);
  }
  yield* late;
  if (plan.ended)
    yield {
      type: "step-ended",
      agent,
      data: {
        step: name,
        end: "stop",
        model: "m",
        usage: { input: 10, output: 2, reasoning: 0, cacheRead: 0, cacheWrite: 0 },
        dollars: 0.01,
      },
    };
}

function number(drafts: readonly Draft[]): readonly LogEvent[] {
  return drafts.map((draft, at) => ({ ...draft, seq: at + 1, id: `e${at + 1}`, session: "s", at: at + 1, v: 1 }));
}

/** Logs that the agent could have written, crashes, rewinds and compactions included. */
export const randomLog: fc.Arbitrary<readonly LogEvent[]> = fc.array(move, { maxLength: 12 }).map((moves) => {
  const drafts: Draft[] = [{ type: "session-started", agent: "main", data: { title: "New session" } }];
  for (const [at, item] of moves.entries()) {
    if (item.type === "turn") {
      drafts.push({
        type: "message-added",
        agent: item.agent,
        data: { id: `m${at}`, text: item.said, origin: "user" },
      });
      for (const [index, plan] of item.steps.entries()) drafts.push(...stepEvents(plan, `s${at}.${index}`, item.agent));
    }
    if (item.type === "rewind")
      drafts.push({ type: "rewound", agent: "main", data: { to: Math.max(1, drafts.length - item.back) } });
    if (item.type === "undo") {
      const of = drafts.findLastIndex(({ type }) => type === "rewound");
      if (of >= 0) drafts.push({ type: "rewind-undone", agent: "main", data: { of: of + 1 } });
    }
    if (item.type === "compact") {
      const cut = drafts.findLastIndex(
        ({ type }, index) => type === "message-added" && index <= drafts.length - item.back,
      );
      if (cut > 0)
        drafts.push({
          type: "compacted",
          agent: "main",
          data: { summary: "so far", upTo: cut, before: 100, after: 10, model: "m" },
        });
    }
    if (item.type === "drop") drafts.push({ type: "outputs-dropped", agent: "main", data: { upTo: drafts.length } });
  }
  return number(drafts);
});
