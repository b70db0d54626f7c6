import { createSeenFiles, ToolError, type Delegation, type Tool } from "@/lib/tools";
import { createLoopBreaker } from "../guards/loop-breaker";
import type { Run } from "../loop/run";
import { runTurn } from "../loop/turn";
import type { AgentModel } from "../model/model";
import type { Environment } from "../session/environment";
import type { Session } from "../session/session";
import { createToolContext } from "../session/tool-context";
import type { QueuedMessage } from "../view";
import { agentKinds, deepest, mostAtOnce, notForHelpers, type AgentKind } from "./kinds.data";

interface Helper {
  readonly controller: AbortController;
  readonly inbox: QueuedMessage[];
}

/** The helper agents of one session: at most four at once, two deep, each with its own budget. */
export class Helpers {
  private readonly running = new Map<string, Helper>();
  private readonly waiting: (() => void)[] = [];
  private count = 0;
  private active = 0;

  constructor(
    private readonly environment: Environment,
    private readonly session: Session,
    private readonly model: () => AgentModel,
  ) {}

  stop(id: string) {
    this.running.get(id)?.controller.abort(new DOMException("Stopped by the user", "AbortError"));
  }

  tell(id: string, text: string): boolean {
    const helper = this.running.get(id);
    helper?.inbox.push({ id: crypto.randomUUID(), text, attachments: [] });
    return helper !== undefined;
  }

  /** Runs a helper to its answer. */
  async run(delegation: Delegation, depth: number, callId: string, signal: AbortSignal): Promise<string> {
    if (depth > deepest) throw new ToolError("A helper's helper can't start helpers. Do the task yourself.");
    const kind = [...agentKinds, ...this.environment.project.get().kinds].find(({ name }) => name === delegation.kind);
    if (!kind) throw new ToolError(`There is no kind ${delegation.kind}.`);
    if (depth === 1) await this.enter(signal);
    try {
      return await this.work(kind, delegation, depth, callId, signal);
    } finally {
      if (depth === 1) this.leave();
    }
  }

  private async enter(signal: AbortSignal) {
    while (this.active >= mostAtOnce) {
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
        signal.addEventListener(
          "abort",
          () => {
            resolve();
          },
          { once: true },
        );
      });
      signal.throwIfAborted();
    }
    this.active += 1;
  }

  private leave() {
    this.active -= 1;
    this.waiting.shift()?.();
  }

  private async work(
    kind: AgentKind,
    { task, description: about }: Delegation,
    depth: number,
    callId: string,
    signal: AbortSignal,
  ): Promise<string> {
    this.count += 1;
    const id = `agent_${this.session.log.events.length}_${this.count}`;
    const helper: Helper = { controller: new AbortController(), inbox: [] };
    this.running.set(id, helper);
    this.session.append("agent-started", { id, kind: kind.name, task, about, call: callId });
    this.session.append("message-added", { id: crypto.randomUUID(), text: task, origin: "parent" }, id);
    const both = AbortSignal.any([signal, helper.controller.signal]);
    let state: "done" | "failed" | "stopped" = "stopped";
    let answer = "";
    try {
      const end = await runTurn(this.runOf(id, kind, depth, helper, both));
      state = end === "done" ? "done" : "failed";
      answer = this.answerOf(id);
    } catch (error) {
      if (!both.aborted) throw error;
    } finally {
      this.running.delete(id);
      this.session.append("agent-ended", { id, state, answer });
    }
    signal.throwIfAborted();
    if (state === "stopped") throw new ToolError("The user stopped this helper.");
    if (state === "failed")
      throw new ToolError(`The helper couldn't finish. What it found so far:\n${answer || "(nothing)"}`);
    return answer || "(The helper gave no answer.)";
  }

  /** The text of its last step that said something. */
  private answerOf(id: string): string {
    for (const entry of this.session.state.branch(id).entries.toReversed()) {
      if (entry.type !== "step") continue;
      const text = entry.parts
        .flatMap((part) => (part.type === "text" ? [part.text] : []))
        .join("\n")
        .trim();
      if (text !== "") return text;
    }
    return "";
  }

  private toolsOf(kind: AgentKind, depth: number): readonly Tool[] {
    const listed = kind.tools && new Set(kind.tools);
    return this.environment.offered(this.model(), new Set(kind.tools)).filter(({ name }) => {
      if (notForHelpers.has(name) || (name === "Agent" && depth >= deepest)) return false;
      return listed ? listed.has(name) : true;
    });
  }

  private runOf(id: string, kind: AgentKind, depth: number, helper: Helper, signal: AbortSignal): Run {
    const { environment, session } = this;
    const tools = this.toolsOf(kind, depth);
    const run: Run = {
      agent: id,
      session,
      model: this.model,
      small: environment.smallModel,
      eyes: environment.visionModel,
      tools: () => tools,
      find: (name) => {
        const tool = environment.find(name);
        return tool && tools.includes(tool) ? tool : undefined;
      },
      instructions: async () =>
        environment.instructions(this.model(), `# Your part\nYou are a helper of another agent. ${kind.instructions}`),
      signal,
      takeSteering: () => helper.inbox.splice(0),
      status: () => undefined,
      shell: { cwd: ".", root: environment.root },
      seen: createSeenFiles(),
      breaker: createLoopBreaker(),
      budget: kind.budget,
      context: createToolContext(environment, session, {
        run: () => run,
        delegate: (callId, inner) => (delegation) => this.run(delegation, depth + 1, callId, inner),
        sendMessage: () => false,
        revealed: new Set(),
      }),
    };
    return run;
  }
}
