import { createEmitter, type Disposable, type Store } from "@/lib/base";
import type { RuleBook } from "@/lib/permissions";
import type { BackgroundTasks } from "@/lib/tools";
import type { Moment, Workspace } from "@/lib/workspace";
import type { Gate } from "../dispatch/locks";
import type { Hooks } from "../hooks/hooks";
import type { EventOf, EventTable, EventType, LogEvent } from "../log/event";
import type { SessionLog } from "../log/session-log";
import type { Redact } from "../log/redact";
import { SessionState } from "../log/session-state";
import type { Live } from "../loop/live";
import type { Questions } from "./questions";

/** What all agents of one open session share. */
export interface Session {
  readonly log: SessionLog;
  readonly state: SessionState;
  readonly append: <T extends EventType>(type: T, data: EventTable[T], agent?: string) => EventOf<T>;
  readonly onEvent: (listener: (event: LogEvent) => void) => Disposable;
  readonly live: (agent: string, live: Live) => void;
  readonly onLive: (listener: (update: { readonly agent: string; readonly live: Live }) => void) => Disposable;
  readonly questions: Questions;
  readonly rules: RuleBook;
  readonly gate: Gate;
  readonly hooks: Hooks;
  readonly workspace: Workspace;
  readonly settle: () => Promise<void>;
  /** Keeps the files as they are under a name without secrets, and answers its id. */
  readonly checkpoint: (moment: Moment) => Promise<string>;
  readonly redact: Redact;
  readonly tasks: BackgroundTasks;
  readonly caps: Store<SpendCaps>;
  readonly now: () => number;
  readonly random: () => number;
}

/** US dollars. */
export interface SpendCaps {
  readonly turn?: number;
  readonly session?: number;
}

/** Follows a log with its reduction, so that both always agree. */
export function followLog(log: SessionLog): Pick<Session, "log" | "state" | "append" | "onEvent" | "live" | "onLive"> {
  const state = SessionState.of(log.events);
  const events = createEmitter<LogEvent>();
  const live = createEmitter<{ readonly agent: string; readonly live: Live }>();
  return {
    log,
    state,
    append(type, data, agent) {
      const event = log.append(type, data, agent);
      state.apply(event, log.events);
      events.emit(event);
      return event;
    },
    onEvent: events.on,
    live(agent, update) {
      live.emit({ agent, live: update });
    },
    onLive: live.on,
  };
}
