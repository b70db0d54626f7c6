import { createStore } from "@/lib/base";
import type { LogEvent } from "../log/event";
import type { Session } from "../session/session";
import type { SubAgentView } from "../view";

/** The helper agents of a session, as they get on. */
export class SubAgents {
  readonly store = createStore<readonly SubAgentView[]>([]);
  private readonly subscription: { dispose: () => void };

  constructor(private readonly session: Session) {
    for (const event of session.log.events) this.apply(event);
    this.subscription = session.onEvent((event) => {
      this.apply(event);
    });
  }

  dispose() {
    this.subscription.dispose();
  }

  private change(id: string, next: (agent: SubAgentView) => SubAgentView) {
    this.store.set((all) =>
      all.some((agent) => agent.id === id) ? all.map((agent) => (agent.id === id ? next(agent) : agent)) : all,
    );
  }

  private apply(event: LogEvent) {
    if (event.type === "agent-started") {
      const { id, kind, task, about } = event.data;
      if (this.store.get().some((agent) => agent.id === id)) {
        this.change(id, (agent) => ({ ...agent, state: "running", startedAt: event.at, activity: "Starting" }));
        return;
      }
      const fresh: SubAgentView = {
        id,
        kind,
        task,
        about: about ?? task.split("\n", 1)[0] ?? "",
        state: "running",
        startedAt: event.at,
        steps: 0,
        tokens: 0,
        activity: "Starting",
      };
      this.store.set((all) => [...all, fresh]);
    } else if (event.type === "agent-ended") {
      const { id, state, answer } = event.data;
      this.change(id, ({ duration = 0, ...agent }) => ({
        ...agent,
        state,
        answer,
        activity: "",
        duration: duration + event.at - agent.startedAt,
      }));
    } else if (event.agent !== "main") this.progress(event);
  }

  private progress(event: LogEvent) {
    if (event.type === "step-started")
      this.change(event.agent, (agent) => ({ ...agent, steps: agent.steps + 1, activity: "Thinking" }));
    if (event.type === "tool-called")
      this.change(event.agent, (agent) => ({ ...agent, activity: `${event.data.name} ${event.data.title}`.trim() }));
    if (event.type !== "step-ended") return;
    const spent = this.session.state.agentSpending.get(event.agent);
    if (!spent) return;
    const tokens = spent.usage.input + spent.usage.output;
    this.change(event.agent, (agent) => ({
      ...agent,
      tokens,
      ...(spent.dollars === undefined ? {} : { dollars: spent.dollars }),
    }));
  }
}
