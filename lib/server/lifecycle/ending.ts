import type { Server, ServerResponse } from "node:http";
import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";
import { log } from "../log";
import { endStore } from "../store/the-store";
import type { EndingSettings } from "./ending-settings";
import { isEnding, markEnding } from "./is-ending";
import { allFinished } from "./unfinished";

const glance = 50;
/** What the store may take to be written and closed. */
const mostForStore = 5000;

/** Which servers this process has, and what they are answering now. */
export interface Underway {
  readonly servers: ReadonlySet<Server>;
  readonly answers: ReadonlySet<ServerResponse>;
}

/**
 * Ends a server's process in order: it says that it isn't ready, then takes no new connection, answers what it has begun, writes
 * what is in memory, closes the store, and is gone. A connection that was to be used again is told that it won't be.
 */
export async function end({ servers, answers }: Underway, { noticeMs, mostMs }: EndingSettings): Promise<void> {
  if (isEnding()) return;
  markEnding();
  log("info", "server.ending");
  setTimeout(cut, noticeMs + mostMs + mostForStore);
  answers.forEach(letGo);
  await wait(noticeMs);
  const forced = setTimeout(() => {
    log("warn", "server.cut", { answers: answers.size });
    servers.forEach((server) => server.closeAllConnections());
  }, mostMs);
  await Promise.all([...servers].map(closed));
  clearTimeout(forced);
  await nextTurn();
  await allFinished();
  await endStore();
  log("info", "server.ended");
  process.exit(0);
}

/** The connection ends with this answer. */
export function letGo(answer: ServerResponse): void {
  if (!answer.headersSent) answer.shouldKeepAlive = false;
}

function cut(): void {
  log("error", "server.stuck");
  process.exit(1);
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => {
      server.closeIdleConnections();
    }, glance);
    server.close(() => {
      clearInterval(idle);
      resolve();
    });
  });
}
