import type { AnsweredDecision, DecisionReason, PermissionMode } from "@/lib/permissions";
import type { CallPreview, ChoicePrompt, FileDiff } from "@/lib/tools";

/** What the conversation shows. Items that didn't change keep their identity from one value to the next. */
export interface Conversation {
  readonly session: string;
  readonly items: readonly ConversationItem[];
}

export type ConversationItem = UserItem | AssistantItem | NoticeItem;

export interface UserItem {
  readonly type: "user";
  /** Names the message for `restore`, `fork` and `resend`. */
  readonly id: string;
  readonly at: number;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** Sent while the agent was at work. */
  readonly steering: boolean;
  /** Files can be put back as they were when it was sent. */
  readonly checkpoint?: string;
}

export interface AssistantItem {
  readonly type: "assistant";
  readonly id: string;
  readonly at: number;
  readonly model: string;
  readonly parts: readonly AssistantPart[];
  readonly state: "streaming" | "done" | "stopped" | "failed";
  readonly usage?: Usage;
}

export type AssistantPart =
  | { readonly type: "text"; readonly id: string; readonly text: string }
  | { readonly type: "reasoning"; readonly id: string; readonly text: string; readonly open: boolean }
  | { readonly type: "tool"; readonly id: string; readonly call: ToolCallView };

export type ToolCallState =
  /** The model is still writing the input. */
  | "input"
  /** Waits for another call to let go of a file. */
  | "waiting"
  /** Waits for the user's answer. */
  | "asking"
  | "running"
  | "done"
  | "failed"
  | "denied"
  | "interrupted";

export interface ToolCallView {
  readonly id: string;
  readonly name: string;
  /** One line that says what it does, such as `npm test` or `src/app.ts`. */
  readonly title: string;
  readonly state: ToolCallState;
  readonly input: unknown;
  /** As streamed so far, while `state` is `input`. */
  readonly inputText?: string;
  /** The latest of what it printed, while it runs. */
  readonly progress?: string;
  readonly output?: string;
  readonly images?: readonly ImageView[];
  /** What it changed, shell commands included. */
  readonly diff?: readonly FileDiff[];
  /** What was accepted or taken back of it; the latest word on a hunk is the last one. */
  readonly reviews?: readonly ChangeReview[];
  readonly startedAt?: number;
  /** Milliseconds. */
  readonly duration?: number;
  /** What allowed or refused it. */
  readonly decision?: Pick<AnsweredDecision, "verdict" | "reason" | "answer">;
  /** The helper agent that it started: a key of `agents`. */
  readonly agent?: string;
  /** The state of the files before it ran. */
  readonly checkpoint?: string;
}

/** What the user said of a hunk, or where none is named of a whole file, of a change that was made. */
export interface ChangeReview {
  readonly path: string;
  readonly hunk?: number;
  readonly verdict: "accepted" | "reverted";
}

export interface ImageView {
  readonly mediaType: string;
  /** Base64. */
  readonly data: string;
}

export interface NoticeItem {
  readonly type: "notice";
  readonly id: string;
  readonly at: number;
  readonly kind:
    | "compacted"
    | "error"
    | "stopped"
    | "mode"
    | "model"
    | "restored"
    | "command"
    | "hook"
    | "guard"
    | "message"
    | "plan";
  readonly text: string;
  /** What mends it, as a button. */
  readonly action?: NoticeAction;
  /** Further ways on. */
  readonly others?: readonly NoticeAction[];
}

export type NoticeAction = "retry" | "continue" | "open-model-settings" | "compact" | "undo-restore" | "raise-limit";

export type Attachment =
  | { readonly type: "image"; readonly name: string; readonly mediaType: string; readonly data: string }
  | { readonly type: "file"; readonly path: string; readonly text?: string }
  /** An element picked in the preview. */
  | { readonly type: "element"; readonly selector: string; readonly html: string; readonly url: string };

export interface Usage {
  /** All of the prompt, cached parts included. */
  readonly input: number;
  readonly output: number;
  readonly reasoning: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

export type AgentStatus =
  | { readonly type: "idle" }
  | { readonly type: "waiting-for-model"; readonly since: number }
  | { readonly type: "streaming" }
  | { readonly type: "tools"; readonly running: number }
  | { readonly type: "asking" }
  | { readonly type: "retrying"; readonly attempt: number; readonly until: number; readonly why: string }
  | { readonly type: "compacting" }
  | { readonly type: "stopping" };

export interface QueuedMessage {
  readonly id: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

export interface CostView {
  readonly usage: Usage;
  /** US dollars; undefined where the model's prices aren't known. */
  readonly session?: number;
  readonly turn?: number;
  readonly turnCap?: number;
  readonly sessionCap?: number;
  readonly byModel: Readonly<Record<string, { readonly usage: Usage; readonly dollars?: number }>>;
}

export interface ContextView {
  /** Tokens of the last request and its answer, or an estimate before the first. */
  readonly used: number;
  readonly window: number;
  readonly compactAt: number;
  readonly estimated: boolean;
  readonly parts: readonly {
    readonly name: "instructions" | "tools" | "memory" | "conversation";
    readonly tokens: number;
  }[];
}

export interface InstructionsView {
  /** The project's files, with those that they import. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** The user's own, for all projects. */
  readonly own: string;
  readonly style: string;
  readonly styles: readonly { readonly name: string; readonly description: string }[];
  /** What is wrong with the project's settings. */
  readonly problem?: string;
}

export interface PlanView {
  readonly version: number;
  readonly text: string;
  readonly state: "draft" | "proposed" | "approved" | "rejected";
  readonly comments?: string;
}

export interface SubAgentView {
  readonly id: string;
  readonly kind: string;
  readonly task: string;
  /** What it is about, in a few words. */
  readonly about: string;
  readonly state: "running" | "done" | "failed" | "stopped";
  readonly startedAt: number;
  readonly duration?: number;
  readonly steps: number;
  readonly tokens: number;
  readonly dollars?: number;
  /** What it does right now, in one line. */
  readonly activity: string;
  readonly answer?: string;
}

export interface SessionSummary {
  readonly id: string;
  readonly title: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly events: number;
  readonly forkOf?: string;
}

/** What the agent waits for. Only `answer` resolves it: nothing that a model, a file or a tool says can. */
export type Question = PermissionQuestion | ChoiceQuestion | PlanQuestion | GuardQuestion;

export interface PermissionQuestion {
  readonly type: "permission";
  readonly id: string;
  readonly callId: string;
  /** `main`, or the helper agent that asks. */
  readonly agent: string;
  readonly tool: string;
  readonly title: string;
  readonly reason: DecisionReason;
  /** The reason in English, as the model would read it. */
  readonly message: string;
  readonly preview: CallPreview;
  /** The exact rules that "always" saves, editable; empty: there is no "always" for this. */
  readonly always: readonly string[];
}

export interface ChoiceQuestion {
  readonly type: "choice";
  readonly id: string;
  readonly callId: string;
  readonly questions: readonly ChoicePrompt[];
}

export interface PlanQuestion {
  readonly type: "plan";
  readonly id: string;
  readonly callId: string;
  readonly plan: PlanView;
}

/** A guard stopped the loop: the user may let it go on. */
export interface GuardQuestion {
  readonly type: "guard";
  readonly id: string;
  readonly guard: "loop" | "turn-spend" | "session-spend" | "steps";
  readonly message: string;
}

export type Answer =
  | { readonly type: "allow" }
  | { readonly type: "always"; readonly rules: readonly string[]; readonly scope: "session" | "user" | "project" }
  | { readonly type: "deny"; readonly reason?: string }
  /** By question, in order; free text is welcome. */
  | { readonly type: "choices"; readonly answers: readonly (readonly string[])[] }
  | { readonly type: "approve-plan"; readonly mode: Exclude<PermissionMode, "plan">; readonly edited?: string }
  | { readonly type: "reject-plan"; readonly comments: string }
  | { readonly type: "continue" }
  | { readonly type: "stop" };
