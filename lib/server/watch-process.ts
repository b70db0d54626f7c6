import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createFrontDoor } from "./front/front-door";
import { createPackedDoor } from "./front/packed-files";
import { frontRoutes } from "./front/routes";
import { standBefore } from "./front/stand-before";
import { addressHeader } from "./http/caller-address";
import { end, letGo } from "./lifecycle/ending";
import { readEndingSettings } from "./lifecycle/ending-settings";
import { isEnding } from "./lifecycle/is-ending";
import { readOrigins, type Origins } from "./origins.mjs";

/** What is answered before Next is asked. */
function createDoors(origins: Origins): (message: IncomingMessage, response: ServerResponse) => boolean {
  const isRoute = createFrontDoor(origins, frontRoutes);
  const isPacked = createPackedDoor(origins, /* turbopackIgnore: true */ process.cwd());
  return (message, response) => isRoute(message, response) || isPacked(message, response);
}

interface Begun {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly server: Server;
}

/**
 * Runs once in a server's process, before its first request. Every request gets the address it really came from; the front door
 * stands before Next in production; and a server that `npm start` started ends in order.
 */
export function watchProcess(environment: Readonly<Record<string, string | undefined>> = process.env): void {
  const servers = new Set<Server>();
  const answers = new Set<ServerResponse>();
  const origins = readOrigins(environment);
  const door = origins.ok && environment.NODE_ENV === "production" ? createDoors(origins.value) : undefined;
  subscribe("http.server.request.start", (message) => {
    const { request, response, server } = message as Begun;
    request.headers[addressHeader] = request.socket.remoteAddress ?? "";
    answers.add(response);
    response.once("close", () => answers.delete(response));
    if (isEnding()) letGo(response);
    if (servers.has(server)) return;
    servers.add(server);
    if (door) standBefore(server, door);
  });
  if (environment.NEXT_MANUAL_SIG_HANDLE === undefined) return;
  const settings = readEndingSettings(environment);
  process.on("SIGTERM", () => void end({ servers, answers }, settings));
  /** Whoever presses Ctrl-C stands before no balancer. */
  for (const signal of ["SIGINT", "SIGHUP"] as const)
    process.on(signal, () => void end({ servers, answers }, { ...settings, noticeMs: 0 }));
}
