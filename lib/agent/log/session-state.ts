import type { AnsweredDecision, PermissionMode } from "@/lib/permissions";
import type { TodoItem, ToolOutput } from "@/lib/tools";
import type { Attachment, PlanView, QueuedMessage, Usage } from "../view";
import { activeEvents } from "./active";
import type { CallEnd, EventOf, EventType, LogEvent, ProviderData } from "./event";
import { saidOf } from "./said";

export type StepPart =
  | { readonly type: "text" | "reasoning"; readonly text: string; readonly provider?: ProviderData }
  | {
      readonly type: "call";
      readonly call: string;
      readonly name: string;
      readonly input: unknown;
      readonly provider?: ProviderData;
    };

export interface CallResult {
  readonly seq: number;
  readonly end: CallEnd;
  readonly output: readonly ToolOutput[];
}

/** What the model is told, turn by turn. */
export type Entry =
  | {
      readonly type: "message";
      readonly seq: number;
      readonly id: string;
      readonly text: string;
      readonly attachments: readonly Attachment[];
      /** What was said of its pictures, by their places among the attachments. */
      readonly described: Map<number, string>;
    }
  | { readonly type: "summary"; readonly seq: number; readonly text: string }
  | {
      readonly type: "step";
      readonly seq: number;
      readonly step: string;
      readonly parts: StepPart[];
      readonly results: Map<string, CallResult>;
      ended: boolean;
      /** The request broke. Without calls the model tries again as if nothing had been said. */
      failed: boolean;
    };

/** One agent's conversation. */
export interface Branch {
  entries: Entry[];
  /** Outputs of calls up to here are told as stubs. */
  droppedUpTo: number;
  /** Tokens of the last request and its answer. */
  contextTokens: number;
  /** Steps since the user last spoke. */
  readonly openCalls: Map<string, EventOf<"tool-called">>;
}

export interface Spending {
  readonly usage: Usage;
  /** Undefined where some price isn't known. */
  readonly dollars: number | undefined;
}

export const noUsage: Usage = { input: 0, output: 0, reasoning: 0, cacheRead: 0, cacheWrite: 0 };

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    reasoning: a.reasoning + b.reasoning,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite: a.cacheWrite + b.cacheWrite,
  };
}

/** All that the log says, gathered event by event. Money and decisions are facts: a rewind doesn't take them back. */
export class SessionState {
  readonly branches = new Map<string, Branch>();
  readonly spending = new Map<string, Spending>();
  readonly agentSpending = new Map<string, Spending>();
  readonly decisions: AnsweredDecision[] = [];
  /** Of every call so far, those out of sight too. */
  readonly callIds = new Set<string>();
  turnDollars = 0;
  mode: PermissionMode = "default";
  model: string | undefined;
  todos: readonly TodoItem[] = [];
  plan: PlanView | undefined;
  queue: readonly QueuedMessage[] = [];

  static of(events: readonly LogEvent[]): SessionState {
    const state = new SessionState();
    for (const event of events) state.account(event);
    for (const event of activeEvents(events)) state.follow(event);
    return state;
  }

  branch(agent: string): Branch {
    const found = this.branches.get(agent);
    if (found) return found;
    const fresh: Branch = { entries: [], droppedUpTo: 0, contextTokens: 0, openCalls: new Map() };
    this.branches.set(agent, fresh);
    return fresh;
  }

  /** Takes in the next event. `all` is the whole log with it, for an event that changes what went before. */
  apply(event: LogEvent, all: readonly LogEvent[]) {
    this.account(event);
    if (event.type === "rewound" || event.type === "rewind-undone") this.refollow(all);
    else this.follow(event);
  }

  private refollow(all: readonly LogEvent[]) {
    this.branches.clear();
    this.todos = [];
    this.plan = undefined;
    for (const event of activeEvents(all)) this.follow(event);
  }

  private account(event: LogEvent) {
    this.decided(event);
    if (event.type === "tool-called") this.callIds.add(event.data.call);
    if (
      event.type === "message-added" &&
      event.agent === "main" &&
      event.data.origin !== "hook" &&
      event.data.origin !== "steering"
    )
      this.turnDollars = 0;
    if (event.type === "step-ended" || event.type === "compacted" || event.type === "asked-aside") {
      const { usage, model, dollars } = event.data;
      if (!usage) return;
      this.turnDollars += dollars ?? 0;
      add(this.spending, model, usage, dollars);
      add(this.agentSpending, event.agent, usage, dollars);
    }
  }

  private decided(event: LogEvent) {
    if (event.type === "decision-made") this.decisions.push(event.data);
    if (event.type !== "question-answered") return;
    const { call, answer } = event.data;
    const said = saidOf(answer);
    const at = this.decisions.findLastIndex(({ callId }) => callId === call);
    const decision = this.decisions[at];
    if (decision && said) this.decisions[at] = { ...decision, answer: said };
  }

  private follow(event: LogEvent) {
    const handle = handlers[event.type] as ((state: SessionState, event: LogEvent) => void) | undefined;
    handle?.(this, event);
  }
}

function add(totals: Map<string, Spending>, key: string, usage: Usage, dollars: number | undefined) {
  const before = totals.get(key);
  const known = before === undefined || before.dollars !== undefined;
  const sum = dollars === undefined || !known ? undefined : (before?.dollars ?? 0) + dollars;
  totals.set(key, { usage: addUsage(before?.usage ?? noUsage, usage), dollars: sum });
}

function stepOf(branch: Branch, step: string): Extract<Entry, { type: "step" }> | undefined {
  const found = branch.entries.findLast((entry) => entry.type === "step" && entry.step === step);
  return found?.type === "step" ? found : undefined;
}

type Handlers = { readonly [T in EventType]?: (state: SessionState, event: EventOf<T>) => void };

const speech =
  (type: "text" | "reasoning") =>
  (state: SessionState, { agent, data }: EventOf<"text-ended" | "reasoning-ended">) => {
    const { step, text, provider } = data;
    stepOf(state.branch(agent), step)?.parts.push({ type, text, ...(provider ? { provider } : {}) });
  };

const handlers: Handlers = {
  "message-added"(state, { agent, seq, data }) {
    const { id, text, attachments = [] } = data;
    state.branch(agent).entries.push({ type: "message", seq, id, text, attachments, described: new Map() });
  },
  "picture-described"(state, { agent, data }) {
    const { entries } = state.branch(agent);
    const message = entries.findLast((entry) => entry.type === "message" && entry.id === data.message);
    if (message?.type === "message") message.described.set(data.at, data.text);
  },
  "step-started"(state, { agent, seq, data }) {
    const step = {
      type: "step" as const,
      seq,
      step: data.step,
      parts: [],
      results: new Map<string, CallResult>(),
      ended: false,
      failed: false,
    };
    state.branch(agent).entries.push(step);
  },
  "text-ended": speech("text"),
  "reasoning-ended": speech("reasoning"),
  "tool-called"(state, event) {
    const branch = state.branch(event.agent);
    const { call, name, input, provider, step } = event.data;
    stepOf(branch, step)?.parts.push({ type: "call", call, name, input, ...(provider ? { provider } : {}) });
    branch.openCalls.set(call, event);
  },
  "tool-ended"(state, { agent, seq, data }) {
    const branch = state.branch(agent);
    const called = branch.openCalls.get(data.call);
    if (!called) return;
    branch.openCalls.delete(data.call);
    stepOf(branch, called.data.step)?.results.set(data.call, { seq, end: data.end, output: data.output });
  },
  "step-ended"(state, { agent, data }) {
    const branch = state.branch(agent);
    const step = stepOf(branch, data.step);
    if (step) {
      step.ended = true;
      step.failed = data.end === "failed";
    }
    if (data.usage) branch.contextTokens = data.usage.input + data.usage.output;
  },
  "mode-changed"(state, { data }) {
    state.mode = data.mode;
  },
  "model-changed"(state, { data }) {
    state.model = data.model;
  },
  "todos-changed"(state, { data }) {
    state.todos = data.todos;
  },
  "plan-changed"(state, { data }) {
    state.plan = data;
  },
  "queue-changed"(state, { data }) {
    state.queue = data.queue;
  },
  compacted(state, { agent, seq, data }) {
    const branch = state.branch(agent);
    const kept = branch.entries.filter((entry) => entry.seq > data.upTo);
    branch.entries = [{ type: "summary", seq, text: data.summary }, ...kept];
    branch.contextTokens = data.after;
  },
  "outputs-dropped"(state, { agent, data }) {
    state.branch(agent).droppedUpTo = data.upTo;
  },
};
