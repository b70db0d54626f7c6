import type { ReadableStore } from "@/lib/base";
import type { AnsweredDecision, PermissionMode, RuleBook } from "@/lib/permissions";
import type { BackgroundTask, TodoItem } from "@/lib/tools";
import type { Checkpoint } from "@/lib/workspace";
import type {
  AgentStatus,
  Answer,
  Attachment,
  ContextView,
  Conversation,
  CostView,
  InstructionsView,
  PlanView,
  Question,
  QueuedMessage,
  SessionSummary,
  SubAgentView,
} from "./view";

export interface SlashCommand {
  readonly name: string;
  readonly description: string;
  /** Such as `[file]`. */
  readonly argument?: string;
  readonly source: "built-in" | "project" | "skill";
}

/** What `/name` in the message box asks of the shell around the agent, which owns the dialogs. */
export type UiRequest =
  | {
      readonly type: "open";
      readonly what: "help" | "permissions" | "memory" | "model" | "resume" | "cost" | "context" | "rewind";
    }
  | { readonly type: "export"; readonly name: string; readonly text: string };

/** One project's agent: everything that a view shows is a store, everything that it does is a method. */
export interface Agent {
  readonly conversation: ReadableStore<Conversation>;
  readonly status: ReadableStore<AgentStatus>;
  /** Oldest first. */
  readonly questions: ReadableStore<readonly Question[]>;
  readonly queue: ReadableStore<readonly QueuedMessage[]>;
  readonly cost: ReadableStore<CostView>;
  readonly context: ReadableStore<ContextView>;
  readonly mode: ReadableStore<PermissionMode>;
  readonly model: ReadableStore<string>;
  readonly todos: ReadableStore<readonly TodoItem[]>;
  readonly plan: ReadableStore<PlanView | undefined>;
  readonly agents: ReadableStore<readonly SubAgentView[]>;
  /** What a helper agent said and did. */
  readonly agentConversation: (id: string) => ReadableStore<Conversation>;
  readonly tasks: ReadableStore<readonly BackgroundTask[]>;
  readonly checkpoints: ReadableStore<readonly Checkpoint[]>;
  readonly decisions: ReadableStore<readonly AnsweredDecision[]>;
  readonly sessions: ReadableStore<readonly SessionSummary[]>;
  readonly commands: ReadableStore<readonly SlashCommand[]>;
  /** What is told to the agent before every conversation. */
  readonly instructions: ReadableStore<InstructionsView>;
  /** Rules in force; the permissions panel reads and changes them. */
  readonly rules: RuleBook;
  /** Whether hooks and allow rules that came with the project count. */
  readonly trusted: ReadableStore<boolean>;

  /**
   * Starts a turn, or queues while one runs. A text that starts with `/` is a command.
   * Resolves when the turn that it started has ended; at once where it was queued.
   */
  send: (text: string, attachments?: readonly Attachment[]) => Promise<void>;
  /** Hands a message to the running turn at its next step; starts a turn when none runs. */
  steer: (text: string, attachments?: readonly Attachment[]) => Promise<void>;
  /** Ends the turn at once. What was running is recorded as interrupted. */
  stop: () => Promise<void>;
  /** Waits until no turn runs and the queue is empty or held back. */
  settled: () => Promise<void>;
  answer: (question: string, answer: Answer) => void;
  /** Sends the last request again after a failure. */
  retry: () => Promise<void>;
  /** Takes the conversation back to before this message and sends the new text, with what was attached. */
  resend: (message: string, text: string) => Promise<void>;

  editQueued: (id: string, text: string) => void;
  moveQueued: (id: string, to: number) => void;
  removeQueued: (id: string) => void;
  /** Makes a queued message a steering one. */
  steerQueued: (id: string) => Promise<void>;

  setMode: (mode: PermissionMode) => void;
  setModel: (id: string) => void;
  setTrusted: (trusted: boolean) => void;
  /** The user's own instructions, for all projects. */
  setInstructions: (text: string) => void;
  setOutputStyle: (name: string) => void;
  /** Dollars; undefined takes a cap away. */
  setSpendCaps: (caps: { readonly turn?: number; readonly session?: number }) => void;

  /** Back to the moment before this message. Can be undone by `undoRestore`. */
  restore: (message: string, what: "files" | "conversation" | "both") => Promise<void>;
  undoRestore: () => Promise<void>;
  /** Takes back what a call changed: all, one file, or one hunk of it. Rejects where later edits overlap. */
  revert: (callId: string, what?: { readonly path: string; readonly hunk?: number }) => Promise<void>;
  /** Remembers that a change, or a hunk of it, is as it should be. */
  accept: (callId: string, what: { readonly path: string; readonly hunk?: number }) => void;
  stopAgent: (id: string) => void;
  stopTask: (id: string) => void;
  compact: (focus?: string) => Promise<void>;

  newSession: () => Promise<void>;
  openSession: (id: string) => Promise<void>;
  /** A new session with everything up to the message, this one untouched. Answers its id. */
  fork: (message?: string) => Promise<string>;
  renameSession: (id: string, title: string) => Promise<void>;
  removeSession: (id: string) => Promise<void>;
  searchSessions: (text: string) => Promise<readonly { readonly session: SessionSummary; readonly excerpt: string }[]>;
  /** JSON lines, secrets taken out. */
  exportSession: (id?: string) => Promise<string>;
  importSession: (text: string) => Promise<string>;

  onRequest: (listener: (request: UiRequest) => void) => { dispose: () => void };
  dispose: () => Promise<void>;
}
