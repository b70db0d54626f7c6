import { createRedactor } from "../log/redact";
import { createLog } from "../log/session-log";
import { importLines } from "../log/jsonl";
import type { LogEvent } from "../log/event";
import { pageLock } from "../log/writer-lock";
import type { SessionStore } from "../log/session-store";

/**
 * Puts an exported session, up to and with event `upTo`, into a project that has none yet. Its checkpoints stayed where
 * it comes from, so nothing in it offers to go back to one.
 */
export async function plantSession(
  store: SessionStore,
  exported: string,
  upTo = Number.POSITIVE_INFINITY,
): Promise<void> {
  const { title, events } = importLines(exported);
  const kept = events.filter(({ seq }) => seq <= upTo).map(withoutCheckpoint);
  const log = await createLog(
    { store, lock: pageLock(), redact: createRedactor() },
    { events: kept, session: "shared", title },
  );
  await log.close();
}

function withoutCheckpoint(event: LogEvent): LogEvent {
  if (event.type !== "message-added" && event.type !== "tool-started") return event;
  const { checkpoint: _, ...data } = event.data;
  return { ...event, data } as LogEvent;
}
