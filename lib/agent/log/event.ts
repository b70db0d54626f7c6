import type { DecisionEntry, PermissionMode } from "@/lib/permissions";
import type { FileDiff, TodoItem, ToolOutput } from "@/lib/tools";
import type { Answer, Attachment, ChangeReview, NoticeItem, PlanView, QueuedMessage, Usage } from "../view";

/** What a provider wants back with a part, such as a reasoning signature. Opaque to us. */
export type ProviderData = Readonly<Record<string, unknown>>;

export type CallEnd = "done" | "failed" | "denied" | "interrupted";
export type StepEnd = "stop" | "tool-calls" | "length" | "refused" | "stopped" | "failed";

/** Everything that can happen in a session, by name. Each is a fact in the past tense; nothing is ever changed. */
export interface EventTable {
  "session-started": { readonly title: string; readonly forkOf?: { readonly session: string; readonly seq: number } };
  titled: { readonly title: string };
  "message-added": {
    readonly id: string;
    readonly text: string;
    readonly attachments?: readonly Attachment[];
    readonly origin: "user" | "steering" | "command" | "hook" | "parent";
    /** What the user typed, where `text` was made from it. */
    readonly shown?: string;
    readonly checkpoint?: string;
  };
  /** What a model that sees says of a picture that came with a message, for one that can't. */
  "picture-described": {
    readonly message: string;
    /** Which of the message's attachments. */
    readonly at: number;
    readonly name: string;
    readonly text: string;
    readonly model: string;
  };
  "step-started": { readonly step: string; readonly model: string };
  "text-ended": { readonly step: string; readonly id: string; readonly text: string; readonly provider?: ProviderData };
  "reasoning-ended": {
    readonly step: string;
    readonly id: string;
    readonly text: string;
    readonly provider?: ProviderData;
  };
  "tool-called": {
    readonly step: string;
    readonly call: string;
    readonly name: string;
    readonly title: string;
    readonly input: unknown;
    readonly provider?: ProviderData;
  };
  "tool-started": { readonly call: string; readonly checkpoint?: string };
  "tool-ended": {
    readonly call: string;
    readonly end: CallEnd;
    readonly output: readonly ToolOutput[];
    readonly diff?: readonly FileDiff[];
    readonly duration?: number;
  };
  "step-ended": {
    readonly step: string;
    readonly end: StepEnd;
    readonly usage?: Usage;
    readonly model: string;
    readonly dollars?: number;
  };
  /** A question to a model beside the conversation, such as for a name. */
  "asked-aside": {
    readonly purpose: "title" | "web" | "picture";
    readonly model: string;
    readonly usage?: Usage;
    readonly dollars?: number;
  };
  /** What the user said of a change, or of one hunk of it, after it was made. */
  "change-reviewed": { readonly call: string } & ChangeReview;
  "turn-ended": { readonly reason: "done" | "stopped" | "failed" | "guard" };
  "decision-made": DecisionEntry;
  "question-answered": { readonly question: string; readonly call?: string; readonly answer: Answer };
  "mode-changed": { readonly mode: PermissionMode; readonly by: "user" | "plan" };
  "model-changed": { readonly model: string };
  "todos-changed": { readonly todos: readonly TodoItem[] };
  "plan-changed": PlanView;
  "queue-changed": { readonly queue: readonly QueuedMessage[] };
  /** Events of this agent up to and with `upTo` are told to the model as `summary`. */
  compacted: {
    readonly summary: string;
    readonly upTo: number;
    readonly before: number;
    readonly after: number;
    readonly usage?: Usage;
    readonly model: string;
    readonly dollars?: number;
  };
  /** Outputs of calls up to and with `upTo` are told to the model as stubs. */
  "outputs-dropped": { readonly upTo: number };
  /** Comes again with the same id where a helper that ended is asked further. */
  "agent-started": {
    readonly id: string;
    readonly kind: string;
    readonly task: string;
    /** What it is about, in a few words. */
    readonly about?: string;
    readonly call: string;
  };
  "agent-ended": { readonly id: string; readonly state: "done" | "failed" | "stopped"; readonly answer: string };
  /** The conversation goes on from `to`; what came after it is out of sight, not gone. */
  rewound: { readonly to: number; readonly undo?: string };
  "rewind-undone": { readonly of: number };
  noticed: Pick<NoticeItem, "kind" | "text" | "action" | "others">;
}

export type EventType = keyof EventTable;

export interface EventFrame {
  /** 1, 2, 3 … without a gap within a session. */
  readonly seq: number;
  readonly id: string;
  /** The event that this one follows within its agent's branch. */
  readonly parent?: string;
  readonly session: string;
  /** `main`, or a helper agent. */
  readonly agent: string;
  readonly at: number;
  readonly v: 1;
}

export type LogEvent = {
  readonly [T in EventType]: EventFrame & { readonly type: T; readonly data: EventTable[T] };
}[EventType];
export type EventOf<T extends EventType> = Extract<LogEvent, { type: T }>;
