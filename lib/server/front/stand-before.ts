import type { IncomingMessage, Server, ServerResponse } from "node:http";

/** From now on `answers` is asked before whatever listens to `server`; what it leaves goes on to them as if it weren't there. */
export function standBefore(
  server: Server,
  answers: (message: IncomingMessage, response: ServerResponse) => boolean,
): void {
  const others = server.listeners("request");
  server.removeAllListeners("request");
  server.on("request", (message, response) => {
    if (!answers(message, response)) for (const other of others) other.call(server, message, response);
  });
}
