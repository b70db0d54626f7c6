// @ts-check
import { spawn } from "node:child_process";
import { Agent, request } from "node:http";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/**
 * The built app as `npm start` serves it, with limits that a bench doesn't reach, on a port of its own.
 * @param {string} root
 * @param {string} data
 */
export async function startServer(root, data) {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ["node_modules/next/dist/bin/next", "start", "--port", String(port), "--hostname", "127.0.0.1"],
    {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        ...process.env,
        PORT: String(port),
        NEXT_MANUAL_SIG_HANDLE: "1",
        TABSMITH_DATA: data,
        SHARE_CREATES_PER_HOUR: "100000000",
        SHARE_MEGABYTES_PER_DAY: "1000000",
        SHARE_READS_PER_MINUTE: "100000000",
      },
    },
  );
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const host = `ide.localhost:${port}`;
  /**
   * @param {{ method: string, path: string, body?: string }} asked
   * @returns {Promise<{ status: number, text: string }>}
   */
  const ask = ({ method, path, body }) =>
    new Promise((resolve, reject) => {
      const headers = {
        host,
        origin: `http://${host}`,
        ...(body !== undefined && { "content-type": "application/json", "content-length": Buffer.byteLength(body) }),
      };
      const sent = request({ host: "127.0.0.1", port, method, path, agent, headers }, (answer) => {
        /** @type {Buffer[]} */
        const pieces = [];
        answer.on("data", (piece) => pieces.push(piece));
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(pieces).toString() }));
        answer.on("error", reject);
      });
      sent.on("error", reject);
      sent.end(body);
    });
  return {
    /** Where a browser finds the app. */
    origin: `http://${host}`,
    ask,
    kill() {
      child.kill("SIGKILL");
      agent.destroy();
    },
    async ready() {
      for (let tries = 0; tries < 1200; tries++) {
        const answer = await ask({ method: "GET", path: "/api/ready" }).catch(() => undefined);
        if (answer?.status === 200) return;
        await wait(100);
      }
      throw new Error("The server wasn't ready within two minutes.");
    },
  };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
