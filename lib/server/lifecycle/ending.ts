import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server } from "node:http";
import { addressHeader } from "../http/caller-address";
import { log } from "../log";
import { endStore } from "../store/the-store";

const place = Symbol.for("tabsmith.ending");
const shared = globalThis as { [place]?: boolean };
const longest = 8000;

export const isEnding = (): boolean => shared[place] === true;

/**
 * Runs once in a server's process. Every request gets the address it really came from, and the server ends in order: it
 * takes no new connection, answers what it has begun, writes what is in memory, closes the store, and is gone.
 */
export function watchProcess(): void {
  const servers = new Set<Server>();
  subscribe("http.server.request.start", (message) => {
    const { request, server } = message as { readonly request: IncomingMessage; readonly server: Server };
    request.headers[addressHeader] = request.socket.remoteAddress ?? "";
    servers.add(server);
  });
  if (process.env.NEXT_MANUAL_SIG_HANDLE === undefined) return;
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => void end(servers));
}

async function end(servers: ReadonlySet<Server>): Promise<void> {
  if (isEnding()) return;
  shared[place] = true;
  log("info", "server.ending");
  const forced = setTimeout(() => servers.forEach((server) => server.closeAllConnections()), longest);
  await Promise.all([...servers].map(closed));
  clearTimeout(forced);
  await endStore();
  log("info", "server.ended");
  process.exit(0);
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
