import { createEmitter, Failure, type Disposable } from "@/lib/base";
import type { SessionSummary } from "../view";
import type { EventOf, EventTable, EventType, LogEvent } from "./event";
import type { Redact } from "./redact";
import type { SessionStore } from "./session-store";
import type { WriterLock } from "./writer-lock";

/** The record of one session: it only ever grows, has one writer, and holds no secret. */
export interface SessionLog {
  readonly id: string;
  readonly events: readonly LogEvent[];
  readonly summary: () => SessionSummary;
  /** In memory at once; in the store soon after, in order. */
  readonly append: <T extends EventType>(type: T, data: EventTable[T], agent?: string) => EventOf<T>;
  readonly onAppend: (listener: (event: LogEvent) => void) => Disposable;
  /** Resolves when everything so far is in the store; rejects when it can't be. */
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface LogPorts {
  readonly store: SessionStore;
  readonly lock: WriterLock;
  readonly redact: Redact;
  readonly now?: () => number;
  readonly newId?: () => string;
}

const emptyTitle = "New session";

/** The parts of a summary that events decide. */
function summarise(summary: SessionSummary, event: LogEvent): SessionSummary {
  const base = { ...summary, updatedAt: event.at, events: event.seq };
  if (event.type === "titled") return { ...base, title: event.data.title };
  if (event.type === "session-started") {
    return {
      ...base,
      title: event.data.title,
      createdAt: event.at,
      ...(event.data.forkOf ? { forkOf: event.data.forkOf.session } : {}),
    };
  }
  if (
    event.type === "message-added" &&
    event.agent === "main" &&
    summary.title === emptyTitle &&
    event.data.origin !== "hook" &&
    event.data.origin !== "steering"
  ) {
    return { ...base, title: titleFrom(event.data.shown ?? event.data.text) };
  }
  return base;
}

/** The first line of a message, cut at a word. */
export function titleFrom(text: string): string {
  const line = text.trim().split("\n", 1)[0]?.replace(/\s+/g, " ").trim() ?? "";
  if (line.length <= 60) return line === "" ? emptyTitle : line;
  return `${line.slice(0, 60).replace(/\s+\S*$/, "")} …`;
}

class Writer {
  private waiting: LogEvent[] = [];
  private running: Promise<void> | undefined;
  private broken: unknown;
  constructor(
    private readonly store: SessionStore,
    private readonly summary: () => SessionSummary,
  ) {}

  add(event: LogEvent) {
    this.waiting.push(event);
    this.running ??= this.drain();
  }

  private async drain() {
    await Promise.resolve();
    while (this.waiting.length > 0 && this.broken === undefined) {
      const batch = this.waiting.splice(0);
      try {
        await this.store.append(this.summary(), batch);
      } catch (error) {
        this.waiting.unshift(...batch);
        this.broken = error;
      }
    }
    this.running = undefined;
  }

  /** A failed write is tried again here, so that a full disk that was freed loses nothing. */
  async flush() {
    await this.running;
    if (this.broken !== undefined) {
      this.broken = undefined;
      this.running ??= this.drain();
      await this.running;
    }
    if (this.broken !== undefined) throw this.broken;
    if (this.waiting.length > 0) await this.flush();
  }
}

/** Opens a session to write to it. Fails with `EBUSY` while another tab writes. */
export async function openLog(session: string, ports: LogPorts): Promise<SessionLog> {
  const release = await ports.lock(session);
  if (!release)
    throw new Failure("EBUSY", "This session is open in another tab. Close it there, or fork the session here.");
  const now = ports.now ?? Date.now;
  const newId = ports.newId ?? (() => crypto.randomUUID());
  const events: LogEvent[] = [...(await ports.store.read(session))];
  const appended = createEmitter<LogEvent>();
  const lastOf = new Map(events.map((event) => [event.agent, event.id]));
  const start: SessionSummary = { id: session, title: emptyTitle, createdAt: now(), updatedAt: now(), events: 0 };
  let summary = events.reduce(summarise, start);
  const writer = new Writer(ports.store, () => summary);
  return {
    id: session,
    events,
    summary: () => summary,
    append(type, data, agent = "main") {
      const parent = lastOf.get(agent);
      const frame = {
        seq: events.length + 1,
        id: newId(),
        session,
        agent,
        at: now(),
        v: 1 as const,
        type,
        data: ports.redact(data),
      };
      const event = (parent === undefined ? frame : { ...frame, parent }) as unknown as EventOf<typeof type>;
      events.push(event);
      lastOf.set(agent, event.id);
      summary = summarise(summary, event);
      writer.add(event);
      appended.emit(event);
      return event;
    },
    onAppend: appended.on,
    flush: () => writer.flush(),
    async close() {
      try {
        await writer.flush();
      } finally {
        release();
      }
    },
  };
}

/** Starts a session: with `from`, a copy of another's events up to one of them, under a new name. */
export async function createLog(
  ports: LogPorts,
  from?: { readonly events: readonly LogEvent[]; readonly session: string; readonly title: string },
): Promise<SessionLog> {
  const id = (ports.newId ?? (() => crypto.randomUUID()))();
  const log = await openLog(id, ports);
  const seq = from?.events.at(-1)?.seq ?? 0;
  if (!from) {
    log.append("session-started", { title: emptyTitle });
    return log;
  }
  for (const event of from.events) log.append(event.type, event.data, event.agent);
  log.append("session-started", { title: from.title, forkOf: { session: from.session, seq } });
  return log;
}
