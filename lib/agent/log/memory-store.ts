import { Failure } from "@/lib/base";
import type { SessionSummary } from "../view";
import type { LogEvent } from "./event";
import type { SessionStore } from "./session-store";

/** Keeps sessions as long as the page lives. */
export function createMemoryStore(): SessionStore {
  const sessions = new Map<string, { summary: SessionSummary; events: LogEvent[] }>();
  return {
    list: async () =>
      [...sessions.values()].map(({ summary }) => summary).toSorted((a, b) => b.updatedAt - a.updatedAt),
    read: async (session) => structuredClone(sessions.get(session)?.events ?? []),
    async append(summary, events) {
      const kept = sessions.get(summary.id)?.events ?? [];
      const last = kept.at(-1)?.seq ?? 0;
      const clash = events.find(({ seq }) => seq <= last);
      if (clash)
        throw new Failure("EEXIST", `Event ${clash.seq} of the session is there already: another tab wrote it.`);
      sessions.set(summary.id, { summary, events: [...kept, ...structuredClone(events)] });
    },
    async remove(session) {
      sessions.delete(session);
    },
    dispose: async () => undefined,
  };
}
