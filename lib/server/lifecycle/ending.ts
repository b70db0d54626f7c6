import type { Server, ServerResponse } from "node:http";
import { log } from "../log";
import { endStore } from "../store/the-store";
import { isEnding, markEnding } from "./is-ending";

const longest = 8000;
const glance = 50;

/** Which servers this process has, and what they are answering now. */
export interface Underway {
  readonly servers: ReadonlySet<Server>;
  readonly answers: ReadonlySet<ServerResponse>;
}

/**
 * Ends a server's process in order: it takes no new connection, answers what it has begun, writes what is in memory, closes
 * the store, and is gone. A connection that was to be used again is told that it won't be.
 */
export async function end({ servers, answers }: Underway): Promise<void> {
  if (isEnding()) return;
  markEnding();
  log("info", "server.ending");
  answers.forEach(letGo);
  const forced = setTimeout(() => servers.forEach((server) => server.closeAllConnections()), longest);
  await Promise.all([...servers].map(closed));
  clearTimeout(forced);
  await endStore();
  log("info", "server.ended");
  process.exit(0);
}

/** The connection ends with this answer. */
export function letGo(answer: ServerResponse): void {
  if (!answer.headersSent) answer.shouldKeepAlive = false;
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
