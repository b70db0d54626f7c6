import type { SessionSummary } from "../view";
import type { LogEvent } from "./event";

/** Where sessions of one project are kept. */
export interface SessionStore {
  list: () => Promise<readonly SessionSummary[]>;
  /** In order; empty for a session that isn't there. */
  read: (session: string) => Promise<readonly LogEvent[]>;
  /** All or none. Fails with `EEXIST` where an event with that number is there already. */
  append: (summary: SessionSummary, events: readonly LogEvent[]) => Promise<void>;
  remove: (session: string) => Promise<void>;
  dispose: () => Promise<void>;
}
