// @ts-check
import { createServer } from "node:net";
import { codeOf } from "./codes.mjs";
import { Refusal } from "./refusal.mjs";

/**
 * Refuses in a sentence when nothing can listen on the port.
 * @param {number} port
 * @param {string} host
 */
export async function requirePort(port, host) {
  const code = await tryPort(port, host);
  if (code === undefined) return;
  if (code === "EADDRINUSE") {
    throw new Refusal(
      `Port ${port} is taken: stop what runs there, or choose another, such as PORT=${port + 1} npm start.`,
    );
  }
  throw new Refusal(
    `Nothing may listen on port ${port} of ${host} (${code}): choose another, such as PORT=3000 npm start.`,
  );
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<string | undefined>}
 */
function tryPort(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(codeOf(error)));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
