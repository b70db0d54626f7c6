import { createBackgroundTasks } from "@/lib/tools";
import { createGate } from "../dispatch/locks";
import { closeInterrupted } from "../log/close-open-calls";
import type { SessionLog } from "../log/session-log";
import { createSessionViews, type SessionViews } from "../views/session-views";
import { Conductor } from "./conductor";
import type { Environment } from "./environment";
import { createQuestions } from "./questions";
import { followLog, type Session } from "./session";

export interface OpenSession {
  readonly session: Session;
  readonly views: SessionViews;
  readonly conductor: Conductor;
  readonly close: () => Promise<void>;
}

/** Brings a session to life. Calls that were running when it was left get a result that says so. */
export function openSession(environment: Environment, log: SessionLog): OpenSession {
  closeInterrupted(log);
  const { options, rules, hooks, caps } = environment;
  const tasks = createBackgroundTasks(options.now);
  const session: Session = {
    ...followLog(log),
    questions: createQuestions(),
    rules,
    gate: createGate(),
    hooks,
    workspace: options.workspace,
    settle: options.settle ?? (async () => undefined),
    tasks,
    caps,
    now: options.now ?? Date.now,
    random: options.random ?? Math.random,
  };
  const conductor = new Conductor(environment, session);
  const model = () => environment.findModel(session.state.model ?? options.model);
  const views = createSessionViews(session, { model, fixedTokens: () => environment.fixedTokens(model()) });
  return {
    session,
    views,
    conductor,
    async close() {
      await conductor.stop();
      tasks.dispose();
      views.dispose();
      await log.close();
    },
  };
}
