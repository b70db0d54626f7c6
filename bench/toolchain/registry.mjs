// @ts-check
import { createServer, request } from "node:http";

/**
 * The app's registry proxy at an address that every machine resolves, so that native npm asks the very same one: the
 * app answers to its own name alone, which only browsers know to be local.
 * @param {string} app
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function registryFor(app) {
  const { host, port } = new URL(app);
  const server = createServer((asked, answer) => {
    const headers = { ...asked.headers, host };
    const passed = request({ host: "127.0.0.1", port, path: asked.url, method: asked.method, headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    passed.on("error", () => answer.destroy());
    asked.pipe(passed);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The registry got no port.");
  return {
    url: `http://127.0.0.1:${address.port}/api/registry/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
