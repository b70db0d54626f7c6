import { createStore, type ReadableStore } from "@/lib/base";
import type { AnsweredDecision, PermissionMode } from "@/lib/permissions";
import type { TodoItem } from "@/lib/tools";
import { compactAt } from "../context/compaction";
import { activeEvents } from "../log/active";
import type { LogEvent } from "../log/event";
import { addUsage, noUsage } from "../log/session-state";
import type { AgentModel } from "../model/model";
import type { Session, SpendCaps } from "../session/session";
import type { ContextView, Conversation, CostView, PlanView, QueuedMessage, SubAgentView } from "../view";
import { ConversationBuilder } from "./conversation-builder";
import { SubAgents } from "./sub-agents";
import { throttle } from "./throttle";

/** Everything that the log of one session shows. */
export interface SessionViews {
  readonly conversation: ReadableStore<Conversation>;
  readonly cost: ReadableStore<CostView>;
  readonly context: ReadableStore<ContextView>;
  readonly mode: ReadableStore<PermissionMode>;
  /** The model's id, also where it is the default. */
  readonly model: ReadableStore<string>;
  readonly todos: ReadableStore<readonly TodoItem[]>;
  readonly plan: ReadableStore<PlanView | undefined>;
  readonly queue: ReadableStore<readonly QueuedMessage[]>;
  readonly agents: ReadableStore<readonly SubAgentView[]>;
  readonly decisions: ReadableStore<readonly AnsweredDecision[]>;
  readonly agentConversation: (agent: string) => ReadableStore<Conversation>;
  readonly dispose: () => void;
}

/** One frame of a display: shown any oftener, no one could see it. */
const frame = 16;

const costly: ReadonlySet<LogEvent["type"]> = new Set(["step-ended", "compacted", "asked-aside", "message-added"]);

export interface ViewPorts {
  readonly model: () => AgentModel | undefined;
  /** Tokens of what stands before the conversation. */
  readonly fixedTokens: () => ContextView["parts"];
}

function costOf(session: Session, caps: SpendCaps): CostView {
  const { spending, turnDollars } = session.state;
  const totals = [...spending.values()];
  const known = totals.every(({ dollars }) => dollars !== undefined);
  return {
    usage: totals.reduce((sum, { usage }) => addUsage(sum, usage), noUsage),
    ...(known ? { session: totals.reduce((sum, { dollars }) => sum + (dollars ?? 0), 0), turn: turnDollars } : {}),
    ...(caps.turn === undefined ? {} : { turnCap: caps.turn }),
    ...(caps.session === undefined ? {} : { sessionCap: caps.session }),
    byModel: Object.fromEntries(
      [...spending].map(([id, { usage, dollars }]) => [id, { usage, ...(dollars === undefined ? {} : { dollars }) }]),
    ),
  };
}

function contextOf(session: Session, ports: ViewPorts): ContextView {
  const window = ports.model()?.contextWindow ?? 0;
  const { contextTokens } = session.state.branch("main");
  const fixed = ports.fixedTokens();
  const before = fixed.reduce((sum, { tokens }) => sum + tokens, 0);
  const used = contextTokens || before;
  const parts = [...fixed, { name: "conversation" as const, tokens: Math.max(0, used - before) }];
  return { used, window, compactAt: Math.floor(window * compactAt), estimated: contextTokens === 0, parts };
}

function followConversation(
  session: Session,
  agent: string,
): { store: ReadableStore<Conversation>; dispose: () => void } {
  const builder = new ConversationBuilder(session.log.id, agent);
  builder.rebuild(activeEvents(session.log.events));
  const store = createStore(builder.view());
  const publish = throttle(() => {
    store.set(builder.view());
  }, frame);
  const events = session.onEvent((event: LogEvent) => {
    if (event.type === "rewound" || event.type === "rewind-undone") builder.rebuild(activeEvents(session.log.events));
    else builder.apply(event);
    publish.request();
  });
  let speaking = "";
  const live = session.onLive((update) => {
    if (update.agent !== agent) return;
    builder.live(update.live);
    // The first word of an answer is what someone waits for.
    const isFirst = update.live.type === "text" && update.live.step !== speaking;
    if (update.live.type === "text") speaking = update.live.step;
    if (isFirst) publish.now();
    else publish.request();
  });
  return {
    store,
    dispose() {
      events.dispose();
      live.dispose();
      publish.now();
      publish.dispose();
    },
  };
}

export function createSessionViews(session: Session, ports: ViewPorts): SessionViews {
  const { state, caps } = session;
  const main = followConversation(session, "main");
  const helpers = new Map<string, ReturnType<typeof followConversation>>();
  const agents = new SubAgents(session);
  const cost = createStore(costOf(session, caps.get()));
  const context = createStore(contextOf(session, ports));
  const mode = createStore(state.mode);
  const model = createStore(ports.model()?.id ?? "");
  const todos = createStore(state.todos);
  const plan = createStore(state.plan);
  const queue = createStore(state.queue);
  const decisions = createStore<readonly AnsweredDecision[]>(state.decisions.slice());
  const refresh = (event: LogEvent) => {
    mode.set(state.mode);
    model.set(ports.model()?.id ?? "");
    todos.set(state.todos);
    plan.set(state.plan);
    queue.set(state.queue);
    if (event.type === "decision-made" || event.type === "question-answered") decisions.set(state.decisions.slice());
    if (costly.has(event.type)) cost.set(costOf(session, caps.get()));
    context.set(contextOf(session, ports));
  };
  const events = session.onEvent(refresh);
  const capped = caps.subscribe(() => {
    cost.set(costOf(session, caps.get()));
  });
  return {
    conversation: main.store,
    cost,
    context,
    mode,
    model,
    todos,
    plan,
    queue,
    agents: agents.store,
    decisions,
    agentConversation(agent) {
      const found = helpers.get(agent) ?? followConversation(session, agent);
      helpers.set(agent, found);
      return found.store;
    },
    dispose() {
      events.dispose();
      capped();
      agents.dispose();
      for (const followed of [main, ...helpers.values()]) followed.dispose();
    },
  };
}
