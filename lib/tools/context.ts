import type { Sandbox } from "@/lib/sandbox";
import type { Workspace } from "@/lib/workspace";
import type { BackgroundTasks } from "./background-tasks";
import type { PreviewDriver, WebPort } from "./ports";
import type { SeenFiles } from "./seen-files";

export interface TodoItem {
  readonly text: string;
  readonly active: string;
  readonly state: "pending" | "in_progress" | "completed";
}

export interface ChoicePrompt {
  readonly header: string;
  readonly question: string;
  readonly multiple: boolean;
  readonly options: readonly { readonly label: string; readonly description: string }[];
}

export interface Delegation {
  readonly kind: string;
  readonly task: string;
  readonly description: string;
}

export interface SkillInfo {
  readonly name: string;
  readonly description: string;
}

/** A tool as far as a search for tools knows it. */
export interface DeferredTool {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly description: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

export type PlanVerdict =
  | { readonly type: "approved"; readonly mode: string; readonly text: string; readonly edited: boolean }
  | { readonly type: "rejected"; readonly comments: string };

/** Everything a tool may touch. The agent supplies it, so tools never import the agent. */
export interface ToolContext {
  readonly workspace: Workspace;
  /** The project's folder as programs see it, absolute. */
  readonly root: string;
  /** Boots on first use; rejects with a reason where no sandbox can run. */
  readonly sandbox: () => Promise<Sandbox>;
  /** Resolves when the project and the sandbox have seen each other's writes. */
  readonly settle: () => Promise<void>;
  readonly signal: AbortSignal;
  readonly callId: string;
  readonly shell: { cwd: string };
  readonly seen: SeenFiles;
  readonly tasks: BackgroundTasks;
  /** Shows what came so far, while the call runs. */
  readonly report: (progress: string) => void;
  readonly todos: { readonly get: () => readonly TodoItem[]; readonly set: (todos: readonly TodoItem[]) => void };
  /** Answers the user's choices, one list per prompt. Rejects when no one is there. */
  readonly ask: (prompts: readonly ChoicePrompt[]) => Promise<readonly (readonly string[])[]>;
  readonly tellUser: (text: string) => void;
  readonly plan: {
    readonly enter: () => Promise<boolean>;
    readonly propose: (text: string) => Promise<PlanVerdict>;
    readonly active: () => boolean;
  };
  /** Runs a helper agent to its answer. */
  readonly delegate: (delegation: Delegation) => Promise<string>;
  readonly agentKinds: () => readonly { readonly name: string; readonly description: string }[];
  /** Hands a message to a helper agent: one that runs reads it, one that ended goes on to its next answer. */
  readonly sendMessage: (to: string, text: string) => Promise<string>;
  readonly skills: {
    readonly list: () => readonly SkillInfo[];
    readonly load: (name: string) => Promise<string | undefined>;
  };
  /** Tools that were held back; `reveal` makes them callable from the next step on. */
  readonly deferred: {
    readonly list: () => readonly DeferredTool[];
    readonly reveal: (names: readonly string[]) => void;
  };
  readonly settings: {
    readonly get: () => Readonly<Record<string, unknown>>;
    readonly set: (name: string, value: unknown) => Promise<void>;
  };
  /** Takes a result as data: of a helper it is the answer, of the main agent it is shown. */
  readonly structured: (value: unknown) => void;
  readonly web: WebPort | undefined;
  readonly preview: PreviewDriver | undefined;
  /** Lets a model that sees answer a question about a picture; undefined: none is set up. */
  readonly look:
    ((image: { readonly mediaType: string; readonly data: string }, question: string) => Promise<string>) | undefined;
  /** Lets a small model answer a question about a long text; undefined: none is set up. */
  readonly sumUp: ((text: string, question: string) => Promise<string>) | undefined;
  /** The model at work takes pictures itself. */
  readonly sees: boolean;
}
