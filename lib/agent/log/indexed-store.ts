import { Failure } from "@/lib/base";
import { openDB, type DBSchema } from "idb";
import type { SessionSummary } from "../view";
import type { LogEvent } from "./event";
import type { SessionStore } from "./session-store";

interface Schema extends DBSchema {
  sessions: { key: string; value: SessionSummary & { project: string }; indexes: { project: string } };
  events: { key: [string, number]; value: LogEvent };
}

const isTaken = (error: unknown) => error instanceof Error && error.name === "ConstraintError";

/** Sessions in IndexedDB: they survive a reload and a crash. An event is added, never put, so nothing is overwritten. */
export async function openIndexedStore(project: string, name = "tabsmith-sessions"): Promise<SessionStore> {
  const database = await openDB<Schema>(name, 1, {
    upgrade(db) {
      db.createObjectStore("sessions", { keyPath: "id" }).createIndex("project", "project");
      db.createObjectStore("events", { keyPath: ["session", "seq"] });
    },
  });
  const range = (session: string) => IDBKeyRange.bound([session, 0], [session, Infinity]);
  return {
    async list() {
      const found = await database.getAllFromIndex("sessions", "project", project);
      return found.map(({ project: _, ...summary }) => summary).toSorted((a, b) => b.updatedAt - a.updatedAt);
    },
    read: (session) => database.getAll("events", range(session)),
    async append(summary, events) {
      const transaction = database.transaction(["sessions", "events"], "readwrite");
      const store = transaction.objectStore("events");
      try {
        await Promise.all([
          ...events.map((event) => store.add(event)),
          transaction.objectStore("sessions").put({ ...summary, project }),
          transaction.done,
        ]);
      } catch (error) {
        if (!isTaken(error)) throw error;
        throw new Failure("EEXIST", "Another tab wrote to this session.", { cause: error });
      }
    },
    async remove(session) {
      const transaction = database.transaction(["sessions", "events"], "readwrite");
      await Promise.all([
        transaction.objectStore("sessions").delete(session),
        transaction.objectStore("events").delete(range(session)),
        transaction.done,
      ]);
    },
    async dispose() {
      database.close();
    },
  };
}
