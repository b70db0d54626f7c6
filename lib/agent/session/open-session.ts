import { createBackgroundTasks } from "@/lib/tools";
import { momentLabel } from "@/lib/workspace";
import { createGate } from "../dispatch/locks";
import { closeInterrupted } from "../log/close-open-calls";
import { createRedactor } from "../log/redact";
import type { SessionLog } from "../log/session-log";
import { createSessionViews, type SessionViews } from "../views/session-views";
import { Conductor } from "./conductor";
import type { Environment } from "./environment";
import { nameSession } from "./name-session";
import { createQuestions } from "./questions";
import { followLog, type Session } from "./session";

export interface OpenSession {
  readonly session: Session;
  readonly views: SessionViews;
  readonly conductor: Conductor;
  /** Has the session named, where that is wanted and not done yet. */
  readonly name: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const longestLabel = 120;

/** Brings a session to life. Calls that were running when it was left get a result that says so. */
export function openSession(environment: Environment, log: SessionLog): OpenSession {
  closeInterrupted(log);
  const { options, rules, hooks, caps } = environment;
  const tasks = createBackgroundTasks(options.now);
  const redact = createRedactor(options.secrets);
  const session: Session = {
    ...followLog(log),
    questions: createQuestions(),
    rules,
    gate: createGate(),
    hooks,
    workspace: options.workspace,
    settle: options.settle ?? (async () => undefined),
    redact,
    async checkpoint(moment) {
      // Taken out before it is cut: half a key is no longer known as one.
      const name = redact(momentLabel(moment)).slice(0, longestLabel);
      return (await options.workspace.history.checkpoint(name, { automatic: true })).id;
    },
    tasks,
    caps,
    now: options.now ?? Date.now,
    random: options.random ?? Math.random,
  };
  const closing = new AbortController();
  const conductor = new Conductor(environment, session);
  const model = () => environment.findModel(session.state.model ?? options.model());
  const views = createSessionViews(session, { model, fixedTokens: () => environment.fixedTokens(model()) });
  return {
    session,
    views,
    conductor,
    name: () => nameSession(session, environment.smallModel(), closing.signal),
    async close() {
      closing.abort();
      await conductor.stop();
      tasks.dispose();
      views.dispose();
      await log.close();
    },
  };
}
