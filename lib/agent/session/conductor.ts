import { createStore, messageOf, type ReadableStore } from "@/lib/base";
import { createSeenFiles, type SeenFiles } from "@/lib/tools";
import { Helpers } from "../agents/helpers";
import { compact, type Compacted } from "../context/compaction";
import { createLoopBreaker } from "../guards/loop-breaker";
import type { EventTable } from "../log/event";
import type { Run } from "../loop/run";
import { runTurn, type TurnEnd } from "../loop/turn";
import type { AgentModel } from "../model/model";
import type { AgentStatus, Attachment, QueuedMessage } from "../view";
import type { Environment } from "./environment";
import type { Session } from "./session";
import { createToolContext } from "./tool-context";

const idle: AgentStatus = { type: "idle" };

/** Runs the turns of one session, one at a time: starts, queues, steers, stops. */
export class Conductor {
  readonly status = createStore<AgentStatus>(idle);
  readonly helpers: Helpers;
  private controller: AbortController | undefined;
  private turn: Promise<TurnEnd> | undefined;
  private readonly steering: QueuedMessage[] = [];
  private readonly revealed = new Set<string>();
  private readonly shell: Run["shell"];
  private readonly seen: SeenFiles = createSeenFiles();
  private readonly breaker = createLoopBreaker();

  constructor(
    private readonly environment: Environment,
    private readonly session: Session,
  ) {
    this.shell = { cwd: ".", root: environment.root };
    this.helpers = new Helpers(environment, session, () => this.helperModel());
  }

  get running(): boolean {
    return this.turn !== undefined;
  }

  get statusStore(): ReadableStore<AgentStatus> {
    return this.status;
  }

  model(): AgentModel {
    const { findModel, options } = this.environment;
    const wanted = this.session.state.model ?? options.model();
    const found = findModel(wanted) ?? findModel(options.model()) ?? options.models()[0];
    if (!found) throw new Error("No model is set up. Choose one in the model settings.");
    return found;
  }

  private helperModel(): AgentModel {
    const wanted = this.environment.options.helperModel?.();
    return (wanted === undefined ? undefined : this.environment.findModel(wanted)) ?? this.model();
  }

  /** Starts a turn with this message, or queues it while one runs. */
  async send(
    text: string,
    attachments: readonly Attachment[] = [],
    more: Partial<EventTable["message-added"]> = {},
  ): Promise<void> {
    if (this.running) {
      this.setQueue([...this.session.state.queue, { id: crypto.randomUUID(), text, attachments }]);
      return;
    }
    await this.start({ id: crypto.randomUUID(), text, attachments, ...more });
  }

  async steer(text: string, attachments: readonly Attachment[] = []): Promise<void> {
    if (!this.running) return this.send(text, attachments);
    this.steering.push({ id: crypto.randomUUID(), text, attachments });
    return undefined;
  }

  setQueue(queue: readonly QueuedMessage[]) {
    this.session.append("queue-changed", { queue });
  }

  /** Goes on from what the log holds, without a new message. */
  async resume(): Promise<void> {
    if (!this.running) await this.drive(undefined);
  }

  async stop(): Promise<void> {
    if (!this.turn) return;
    this.status.set({ type: "stopping" });
    this.controller?.abort(new DOMException("Stopped by the user", "AbortError"));
    await this.turn;
  }

  async settled(): Promise<void> {
    while (this.turn) await this.turn;
  }

  async compact(focus?: string): Promise<Compacted | undefined> {
    if (this.running) return undefined;
    this.controller = new AbortController();
    try {
      return await compact(this.run(this.controller.signal), { forced: true, ...(focus ? { focus } : {}) });
    } finally {
      this.controller = undefined;
      this.status.set(idle);
    }
  }

  private async start(message: QueuedMessage & Partial<EventTable["message-added"]>): Promise<void> {
    await this.drive(message);
  }

  private drive(message: (QueuedMessage & Partial<EventTable["message-added"]>) | undefined): Promise<void> {
    const controller = new AbortController();
    this.controller = controller;
    const work = this.work(message, controller.signal).finally(() => {
      this.turn = undefined;
      this.controller = undefined;
      this.status.set(idle);
    });
    this.turn = work;
    return work.then((end) => this.next(end));
  }

  /** After a turn that went well the queue goes on by itself; after any other it waits for the user. */
  private async next(end: TurnEnd): Promise<void> {
    const left = this.steering.splice(0);
    const [first, ...rest] = [...left, ...this.session.state.queue];
    if (left.length > 0 || (first && end === "done"))
      this.setQueue(end === "done" ? rest : [...left, ...this.session.state.queue]);
    if (first && end === "done") await this.start(first);
  }

  private async work(
    message: (QueuedMessage & Partial<EventTable["message-added"]>) | undefined,
    signal: AbortSignal,
  ): Promise<TurnEnd> {
    const { session, environment } = this;
    let end: TurnEnd = "failed";
    try {
      if (message && !(await this.open(message, signal))) return "stopped";
      await environment.refresh();
      end = await runTurn(this.run(signal));
    } catch (error) {
      if (signal.aborted) end = "stopped";
      else session.append("noticed", { kind: "error", text: messageOf(error), action: "retry" });
    }
    session.append("turn-ended", { reason: end });
    await session.log.flush().catch((error: unknown) => {
      session.append("noticed", { kind: "error", text: `The session couldn't be saved: ${messageOf(error)}` });
    });
    return end;
  }

  /** Puts the message in the log, with a checkpoint to come back to. False: a hook refused it. */
  private async open(
    message: QueuedMessage & Partial<EventTable["message-added"]>,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { session } = this;
    this.breaker.reset();
    const hook = await session.hooks.prompt(message.text, signal);
    if (hook.verdict === "deny") {
      session.append("noticed", { kind: "hook", text: hook.message ?? "A hook of the project refused the message." });
      return false;
    }
    await session.settle();
    const checkpoint = await session.checkpoint({ type: "message", text: message.text });
    session.append("message-added", { origin: "user", ...message, checkpoint });
    if (hook.context)
      session.append("message-added", {
        id: crypto.randomUUID(),
        text: `<hook>\n${hook.context}\n</hook>`,
        origin: "hook",
      });
    return true;
  }

  private run(signal: AbortSignal): Run {
    const { environment, session, helpers } = this;
    const run: Run = {
      agent: "main",
      session,
      model: () => this.model(),
      small: environment.smallModel,
      eyes: environment.visionModel,
      tools: () => environment.offered(this.model(), this.revealed),
      find: environment.find,
      instructions: async () => environment.instructions(this.model()),
      signal,
      takeSteering: () => this.steering.splice(0),
      status: (status) => {
        if (!signal.aborted) this.status.set(status);
      },
      shell: this.shell,
      seen: this.seen,
      breaker: this.breaker,
      context: createToolContext(environment, session, {
        run: () => run,
        delegate: (callId, inner) => (delegation) => helpers.run(delegation, 1, callId, inner),
        sendMessage: (callId, inner) => (to, text) => helpers.tell(to, text, callId, inner),
        structured: (value) =>
          void session.append("noticed", { kind: "message", text: JSON.stringify(value, null, 2) }),
        held: () => environment.tools().filter((tool) => tool.deferred),
        revealed: this.revealed,
      }),
    };
    return run;
  }
}
