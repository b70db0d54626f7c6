import type { SeenFiles, Tool } from "@/lib/tools";
import type { ToolContext } from "@/lib/tools";
import type { LoopBreaker } from "../guards/loop-breaker";
import type { AgentModel } from "../model/model";
import type { Session } from "../session/session";
import type { AgentStatus, QueuedMessage } from "../view";

/** Bounds of a helper agent. */
export interface Budget {
  readonly steps: number;
  readonly tokens: number;
  readonly milliseconds: number;
  /** US dollars; counts only where prices are known. */
  readonly dollars: number;
}

/** One agent at work: the main one, or a helper. */
export interface Run {
  readonly agent: string;
  readonly session: Session;
  /** Asked before each step, so that a change of model counts at once. */
  readonly model: () => AgentModel;
  /** For errands, where the user chose one. */
  readonly small: () => AgentModel | undefined;
  /** For pictures, where the one at work can't see. */
  readonly eyes: () => AgentModel | undefined;
  /** Told to the model. */
  readonly tools: () => readonly Tool[];
  /** By name or alias, held-back ones included. */
  readonly find: (name: string) => Tool | undefined;
  readonly instructions: () => Promise<string>;
  readonly signal: AbortSignal;
  /** Messages that arrived since the last step. */
  readonly takeSteering: () => readonly QueuedMessage[];
  readonly status: (status: AgentStatus) => void;
  readonly shell: { cwd: string; readonly root: string };
  readonly seen: SeenFiles;
  readonly breaker: LoopBreaker;
  readonly context: (callId: string, signal: AbortSignal) => ToolContext;
  readonly budget?: Budget;
}
