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
  readonly id: string;
  readonly kind: AgentKind;
  readonly depth: number;
  readonly controller: AbortController;
  readonly inbox: QueuedMessage[];
  /** What it handed over as data. */
  data?: unknown;
}

const ended = { done: "done", stopped: "stopped", failed: "failed", guard: "failed" } as const;

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

  /** Runs a helper to its answer. */
  async run(delegation: Delegation, depth: number, callId: string, signal: AbortSignal): Promise<string> {
    if (depth > deepest) throw new ToolError("A helper's helper can't start helpers. Do the task yourself.");
    this.count += 1;
    const id = `agent_${this.session.log.events.length}_${this.count}`;
    const { kind, task, description: about } = delegation;
    const answer = await this.work(id, this.kindOf(kind), depth, { task, about, call: callId }, signal);
    // A helper has no one to write to, so only the main agent is told of a way back.
    return depth > 1 ? answer : `${answer}\n\n(To ask this helper further: SendMessage to ${id}; ToolSearch finds it.)`;
  }

  /** Hands a message to a helper that runs, or has one that ended go on with what it knows, to its next answer. */
  async tell(id: string, text: string, callId: string, signal: AbortSignal): Promise<string> {
    const running = this.running.get(id);
    if (running) {
      running.inbox.push({ id: crypto.randomUUID(), text, attachments: [] });
      return `${id} will read it at its next step.`;
    }
    const { log, state } = this.session;
    const known = log.events.flatMap((event) =>
      event.type === "agent-started" && state.branches.has(event.data.id) ? [event.data] : [],
    );
    const before = known.findLast((started) => started.id === id);
    if (!before) {
      const ids = [...new Set(known.map((started) => started.id))].join(", ");
      throw new ToolError(`There is no helper ${id}. ${ids === "" ? "Start one with Agent." : `There are: ${ids}.`}`);
    }
    return this.work(id, this.kindOf(before.kind), 1, { task: text, about: before.about, call: callId }, signal);
  }

  private kindOf(name: string): AgentKind {
    const kind = [...agentKinds, ...this.environment.project.get().kinds].find((one) => one.name === name);
    if (!kind) throw new ToolError(`There is no kind ${name}.`);
    return kind;
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
    id: string,
    kind: AgentKind,
    depth: number,
    asked: { readonly task: string; readonly about: string | undefined; readonly call: string },
    signal: AbortSignal,
  ): Promise<string> {
    const helper: Helper = { id, kind, depth, controller: new AbortController(), inbox: [] };
    this.running.set(id, helper);
    try {
      if (depth === 1) await this.enter(signal);
      try {
        return await this.answer(helper, asked, signal);
      } finally {
        if (depth === 1) this.leave();
      }
    } finally {
      this.running.delete(id);
    }
  }

  private async answer(
    helper: Helper,
    { task, about, call }: { readonly task: string; readonly about: string | undefined; readonly call: string },
    signal: AbortSignal,
  ): Promise<string> {
    const { session } = this;
    const { id, kind } = helper;
    session.append("agent-started", { id, kind: kind.name, task, call, ...(about !== undefined && { about }) });
    session.append("message-added", { id: crypto.randomUUID(), text: task, origin: "parent" }, id);
    const both = AbortSignal.any([signal, helper.controller.signal]);
    let state: "done" | "failed" | "stopped" = "stopped";
    let answer = "";
    try {
      state = ended[await runTurn(this.runOf(helper, both))];
      answer = helper.data === undefined ? this.answerOf(id) : JSON.stringify(helper.data, null, 2);
    } catch (error) {
      if (!both.aborted) throw error;
    } finally {
      session.append("agent-ended", { id, state, answer });
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

  private runOf(helper: Helper, signal: AbortSignal): Run {
    const { environment, session } = this;
    const { kind, depth } = helper;
    const listed = kind.tools && new Set(kind.tools);
    const may = ({ name }: Tool) =>
      !notForHelpers.has(name) && !(name === "Agent" && depth >= deepest) && (listed?.has(name) ?? true);
    const revealed = new Set(kind.tools);
    const run: Run = {
      agent: helper.id,
      session,
      model: this.model,
      small: environment.smallModel,
      eyes: environment.visionModel,
      tools: () => environment.offered(this.model(), revealed).filter(may),
      find: (name) => {
        const tool = environment.find(name);
        return tool && may(tool) ? tool : undefined;
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
        sendMessage: () => () => Promise.reject(new ToolError("A helper writes to no other.")),
        structured: (value) => (helper.data = value),
        held: () => environment.tools().filter((tool) => tool.deferred && may(tool)),
        revealed,
      }),
    };
    return run;
  }
}
