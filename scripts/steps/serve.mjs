// @ts-check
import { spawn } from "node:child_process";
import { request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { root } from "./paths.mjs";
import { Refusal } from "./refusal.mjs";

/**
 * Runs Next's server until it ends or this process is told to, and says so once it can be opened.
 * @param {"start" | "dev"} mode
 * @param {import("./settings.mjs").Settings} settings
 * @param {string} data
 */
export async function serve(mode, { port, host, origins }, data) {
  const child = spawn(
    process.execPath,
    ["node_modules/next/dist/bin/next", mode, "--port", String(port), "--hostname", host],
    {
      cwd: root,
      env: {
        ...process.env,
        NEXT_TELEMETRY_DISABLED: "1",
        PORT: String(port),
        TABSMITH_DATA: data,
        /** `lib/server/lifecycle` ends a server that serves; Next ends its own development server. */
        ...(mode === "start" && { NEXT_MANUAL_SIG_HANDLE: "1" }),
      },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const ended = new Promise((resolve) => child.on("close", (code) => resolve(code ?? 1)));
  let stopping = false;
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
      stopping = true;
      child.kill(signal);
    });
  }
  let ready = mode === "dev";
  child.stdout.on("data", (chunk) => ready && process.stdout.write(chunk));
  const opened = await Promise.race([untilOpen(port, host, new URL(origins.app).host), ended.then(() => false)]);
  ready = true;
  if (opened) console.log(`tabsmith ready at ${origins.app}`);
  const code = await ended;
  if (!stopping) throw new Refusal(`The server ended by itself with code ${code}.`);
  if (mode === "start") process.exitCode = code;
}

/**
 * @param {number} port
 * @param {string} host
 * @param {string} name
 */
async function untilOpen(port, host, name) {
  while (!(await answers(port, host === "0.0.0.0" ? "127.0.0.1" : host, name))) await wait(50);
  return true;
}

/**
 * @param {number} port
 * @param {string} host
 * @param {string} name
 * @returns {Promise<boolean>}
 */
function answers(port, host, name) {
  return new Promise((resolve) => {
    const asked = request({ host, port, path: "/", headers: { Host: name } }, (response) => {
      response.resume();
      resolve((response.statusCode ?? 500) < 500);
    });
    asked.on("error", () => resolve(false));
    asked.end();
  });
}
