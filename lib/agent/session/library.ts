import { createStore, type Store } from "@/lib/base";
import { createRedactor } from "../log/redact";
import { createLog, openLog, type LogPorts, type SessionLog } from "../log/session-log";
import { exportLines, importLines } from "../log/jsonl";
import { pageLock, webLock, type WriterLock } from "../log/writer-lock";
import type { AgentOptions } from "../options";
import type { SessionSummary } from "../view";

export interface Found {
  readonly session: SessionSummary;
  readonly excerpt: string;
}

const reach = 60;

const defaultLock = (): WriterLock =>
  typeof navigator === "object" && "locks" in navigator ? webLock(navigator.locks) : pageLock();

/** All sessions of a project: lists, opens, copies, searches and exports them. */
export class Library {
  readonly sessions: Store<readonly SessionSummary[]> = createStore<readonly SessionSummary[]>([]);
  private readonly ports: LogPorts;

  constructor(private readonly options: AgentOptions) {
    const { store, lock, secrets, now } = options;
    this.ports = { store, lock: lock ?? defaultLock(), redact: createRedactor(secrets), ...(now ? { now } : {}) };
  }

  async refresh(): Promise<void> {
    this.sessions.set(await this.options.store.list());
  }

  async latest(): Promise<string | undefined> {
    await this.refresh();
    return this.sessions.get()[0]?.id;
  }

  open(id: string): Promise<SessionLog> {
    return openLog(id, this.ports);
  }

  create(): Promise<SessionLog> {
    return createLog(this.ports);
  }

  /** Copies events up to and with `upTo` into a new session, and closes it again. */
  async fork(from: SessionLog, upTo: number): Promise<string> {
    const title = `${from.summary().title} (copy)`;
    const log = await createLog(this.ports, { events: from.events.slice(0, upTo), session: from.id, title });
    await log.close();
    await this.refresh();
    return log.id;
  }

  async export(id: string): Promise<string> {
    const events = await this.options.store.read(id);
    const title = this.sessions.get().find((session) => session.id === id)?.title ?? "Session";
    return exportLines(events, title, this.ports.redact);
  }

  async import(text: string): Promise<string> {
    const { title, events } = importLines(text);
    const log = await createLog(this.ports, { events, session: "imported", title });
    await log.close();
    await this.refresh();
    return log.id;
  }

  async rename(id: string, title: string): Promise<void> {
    const log = await this.open(id);
    log.append("titled", { title });
    await log.close();
    await this.refresh();
  }

  async remove(id: string): Promise<void> {
    await this.options.store.remove(id);
    await this.refresh();
  }

  /** Newest first, one excerpt a session, from what was said on either side. */
  async search(text: string): Promise<readonly Found[]> {
    const wanted = text.toLowerCase();
    const found: Found[] = [];
    await this.refresh();
    for (const session of this.sessions.get()) {
      for (const event of await this.options.store.read(session.id)) {
        if (event.type !== "message-added" && event.type !== "text-ended") continue;
        const at = event.data.text.toLowerCase().indexOf(wanted);
        if (at < 0) continue;
        found.push({ session, excerpt: event.data.text.slice(Math.max(0, at - reach), at + wanted.length + reach) });
        break;
      }
    }
    return found;
  }
}
