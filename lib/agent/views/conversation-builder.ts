import type { EventOf, EventType, LogEvent } from "../log/event";
import { saidOf } from "../log/said";
import type { Live } from "../loop/live";
import type { AssistantItem, AssistantPart, Conversation, ConversationItem, ToolCallView } from "../view";

type Place = { readonly item: number; readonly part: number };

const textOf = (output: EventOf<"tool-ended">["data"]["output"]) =>
  output.flatMap((item) => (item.type === "text" ? [item.text] : [])).join("\n");
const longestProgress = 20_000;

/** Turns events and what happens between them into what is shown. An item that doesn't change keeps its identity. */
export class ConversationBuilder {
  private items: ConversationItem[] = [];
  private steps = new Map<string, number>();
  private calls = new Map<string, Place>();
  constructor(
    private readonly session: string,
    private readonly agent: string,
  ) {}

  view(): Conversation {
    return { session: this.session, items: this.items.slice() };
  }

  /** From the beginning, as after a rewind. */
  rebuild(events: readonly LogEvent[]) {
    this.items = [];
    this.steps = new Map();
    this.calls = new Map();
    for (const event of events) this.apply(event);
  }

  apply(event: LogEvent) {
    if (event.agent !== this.agent) return;
    (handlers[event.type] as ((builder: ConversationBuilder, event: LogEvent) => void) | undefined)?.(this, event);
  }

  live(live: Live) {
    if (live.type === "text" || live.type === "reasoning") this.speak(live);
    else if (live.type === "tool-input") this.typeInput(live);
    else if (live.type === "call-state") this.changeCall(live.call, (call) => ({ ...call, state: live.state }));
    else
      this.changeCall(live.call, (call) => ({
        ...call,
        progress: `${call.progress ?? ""}${live.text}`.slice(-longestProgress),
      }));
  }

  push(item: ConversationItem): number {
    this.items.push(item);
    return this.items.length - 1;
  }

  openStep(step: string, item: AssistantItem) {
    this.steps.set(step, this.push(item));
  }

  change(step: string, next: (item: AssistantItem) => AssistantItem) {
    const at = this.steps.get(step);
    const item = at === undefined ? undefined : this.items[at];
    if (at !== undefined && item?.type === "assistant") this.items[at] = next(item);
  }

  changeCall(id: string, next: (call: ToolCallView) => ToolCallView) {
    const place = this.calls.get(id);
    const item = place && this.items[place.item];
    const part = item?.type === "assistant" ? item.parts[place?.part ?? -1] : undefined;
    if (!place || item?.type !== "assistant" || part?.type !== "tool") return;
    this.items[place.item] = { ...item, parts: item.parts.with(place.part, { ...part, call: next(part.call) }) };
  }

  /** Puts a part in its place: over the one with the same id, else at the end. */
  put(step: string, part: AssistantPart) {
    this.change(step, (item) => {
      const at = item.parts.findIndex((other) => other.id === part.id && other.type === part.type);
      const parts = at < 0 ? [...item.parts, part] : item.parts.with(at, part);
      const index = this.steps.get(step);
      if (part.type === "tool" && index !== undefined)
        this.calls.set(part.call.id, { item: index, part: at < 0 ? parts.length - 1 : at });
      return { ...item, parts };
    });
  }

  partOf(step: string, id: string): AssistantPart | undefined {
    const item = this.items[this.steps.get(step) ?? -1];
    return item?.type === "assistant" ? item.parts.find((part) => part.id === id) : undefined;
  }

  private speak({ type, step, id, delta }: Extract<Live, { type: "text" | "reasoning" }>) {
    const before = this.partOf(step, id);
    const text = (before && before.type === type ? before.text : "") + delta;
    this.put(step, type === "text" ? { type, id, text } : { type, id, text, open: true });
  }

  private typeInput({ step, call, name, delta }: Extract<Live, { type: "tool-input" }>) {
    const before = this.partOf(step, call);
    const known = before?.type === "tool" ? before.call : undefined;
    const inputText = (known?.inputText ?? "") + delta;
    this.put(step, {
      type: "tool",
      id: call,
      call: { id: call, name: name || (known?.name ?? ""), title: "", state: "input", input: undefined, inputText },
    });
  }
}

type Handlers = { readonly [T in EventType]?: (builder: ConversationBuilder, event: EventOf<T>) => void };

const notice = (
  builder: ConversationBuilder,
  event: LogEvent,
  kind: Extract<ConversationItem, { type: "notice" }>["kind"],
  text: string,
) => {
  builder.push({ type: "notice", id: event.id, at: event.at, kind, text });
};

const states = {
  stop: "done",
  "tool-calls": "done",
  length: "done",
  refused: "done",
  stopped: "stopped",
  failed: "failed",
} as const;

const handlers: Handlers = {
  "message-added"(builder, { at, data }) {
    if (data.origin === "hook") return;
    const { id, text, shown, attachments = [], checkpoint, origin } = data;
    builder.push({
      type: "user",
      id,
      at,
      text: shown ?? text,
      attachments,
      steering: origin === "steering",
      ...(checkpoint ? { checkpoint } : {}),
    });
  },
  "picture-described"(builder, event) {
    notice(builder, event, "message", `${event.data.name}: ${event.data.text}`);
  },
  "step-started"(builder, { at, data }) {
    builder.openStep(data.step, {
      type: "assistant",
      id: data.step,
      at,
      model: data.model,
      parts: [],
      state: "streaming",
    });
  },
  "text-ended"(builder, { data }) {
    builder.put(data.step, { type: "text", id: data.id, text: data.text });
  },
  "reasoning-ended"(builder, { data }) {
    builder.put(data.step, { type: "reasoning", id: data.id, text: data.text, open: false });
  },
  "tool-called"(builder, { data }) {
    const { call: id, name, title, input } = data;
    builder.put(data.step, { type: "tool", id, call: { id, name, title, input, state: "waiting" } });
  },
  "tool-started"(builder, { at, data }) {
    const { call, checkpoint } = data;
    builder.changeCall(call, (view) => ({
      ...view,
      state: "running",
      startedAt: at,
      ...(checkpoint ? { checkpoint } : {}),
    }));
  },
  "tool-ended"(builder, { data }) {
    const { call, end, output, diff, duration } = data;
    const images = output.flatMap((item) =>
      item.type === "image" ? [{ mediaType: item.mediaType, data: item.data }] : [],
    );
    builder.changeCall(call, ({ progress: _, ...view }) => ({
      ...view,
      state: end,
      output: textOf(output),
      ...(images.length > 0 ? { images } : {}),
      ...(diff ? { diff } : {}),
      ...(duration === undefined ? {} : { duration }),
    }));
  },
  "change-reviewed"(builder, { data: { call, ...review } }) {
    // A log may come from elsewhere.
    if (review.verdict !== "accepted" && review.verdict !== "reverted") return;
    builder.changeCall(call, (view) => ({ ...view, reviews: [...(view.reviews ?? []), review] }));
  },
  "decision-made"(builder, { data }) {
    const { verdict, reason } = data;
    builder.changeCall(data.callId, (view) => ({ ...view, decision: { verdict, reason } }));
  },
  "question-answered"(builder, { data }) {
    const answer = saidOf(data.answer);
    if (data.call === undefined || !answer) return;
    builder.changeCall(data.call, (view) =>
      view.decision ? { ...view, decision: { ...view.decision, answer } } : view,
    );
  },
  "step-ended"(builder, { data }) {
    const { step, end, usage } = data;
    builder.change(step, (item) => ({
      ...item,
      state: states[end],
      parts: item.parts.filter((part) => part.type !== "tool" || part.call.state !== "input"),
      ...(usage ? { usage } : {}),
    }));
  },
  "agent-started"(builder, { data }) {
    builder.changeCall(data.call, (view) => ({ ...view, agent: data.id }));
  },
  compacted(builder, event) {
    notice(builder, event, "compacted", event.data.summary);
  },
  "mode-changed"(builder, event) {
    notice(builder, event, "mode", event.data.mode);
  },
  "model-changed"(builder, event) {
    notice(builder, event, "model", event.data.model);
  },
  noticed(builder, event) {
    const { kind, text, action, others } = event.data;
    const ways = { ...(action ? { action } : {}), ...(others ? { others } : {}) };
    builder.push({ type: "notice", id: event.id, at: event.at, kind, text, ...ways });
  },
  "turn-ended"(builder, event) {
    if (event.data.reason === "stopped") notice(builder, event, "stopped", "Stopped.");
  },
};
