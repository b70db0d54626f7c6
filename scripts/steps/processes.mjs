// @ts-check
import { spawn } from "node:child_process";
import { root } from "./paths.mjs";

/**
 * @typedef {{ readonly code: number, readonly output: string }} Ended
 * @typedef {{ env?: Record<string, string>, show?: boolean, shell?: boolean }} Options
 */

/** What every program of ours runs with. */
const quiet = { NEXT_TELEMETRY_DISABLED: "1", NODE_NO_WARNINGS: "1" };

/**
 * Runs a program to its end and gives back what it printed. With `show` it prints for itself.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Options} [options]
 * @returns {Promise<Ended>}
 */
export function run(command, args, { env = {}, show = false, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...quiet, ...env },
      stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
      shell,
    });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout?.on("data", (chunk) => chunks.push(chunk));
    child.stderr?.on("data", (chunk) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString("utf8") }));
  });
}

/**
 * Runs a script with this very Node.
 * @param {readonly string[]} args
 * @param {Options} [options]
 */
export function runNode(args, options) {
  return run(process.execPath, args, options);
}
