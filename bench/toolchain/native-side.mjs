// @ts-check
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { nativeNode } from "../engine/native-node.mjs";

/** @typedef {{ ms: number, output: string, stop: () => Promise<unknown> }} Shown */
/**
 * One place where the same lines are timed: this machine, or the tab.
 * @typedef {object} Side
 * @property {(files: Readonly<Record<string, string>>, folder: string) => Promise<void>} write
 * @property {(line: string, folder: string) => Promise<number>} run Milliseconds; a line that fails ends the bench.
 * @property {(line: string, folder: string, pattern: string) => Promise<Shown>} until
 * @property {(path: string, from: string, to: string) => Promise<void>} edit
 */

/**
 * The pinned Node on this machine with this machine's npm, in a folder and with a cache of its own.
 * @param {string} registry
 * @returns {Side & { close: () => void }}
 */
export function nativeSide(registry) {
  const home = mkdtempSync(join(tmpdir(), "tabsmith-bench-"));
  const bin = join(home, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "node"), `#!/bin/sh\nexec '${nativeNode()}' "$@"\n`);
  chmodSync(join(bin, "node"), 0o755);
  const env = {
    ...Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_ENV$|NODE_OPTIONS$)/i.test(name)),
    ),
    PATH: bin + delimiter + process.env.PATH,
    HOME: home,
    NO_COLOR: "1",
    npm_config_registry: registry,
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_update_notifier: "false",
  };
  /** @param {string} line @param {string} folder @param {RegExp} [pattern] @returns {Promise<Shown>} */
  const start = (line, folder, pattern) =>
    new Promise((resolve, reject) => {
      const at = performance.now();
      const child = spawn("sh", ["-c", line], { cwd: join(home, folder), env, detached: true });
      let output = "";
      const ended = new Promise((done) => child.on("close", done));
      const stop = () => {
        process.kill(-(child.pid ?? 0), "SIGKILL");
        return ended;
      };
      const shown = () => ({ ms: performance.now() - at, output, stop });
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (text) => {
          output += text;
          if (pattern?.test(output)) resolve(shown());
        });
      child.on("close", (code) => {
        if (code === 0) resolve(shown());
        else reject(new Error(`${line} ended with ${code} on this machine:\n${output}`));
      });
    });
  return {
    async write(files, folder) {
      for (const [path, text] of Object.entries(files)) {
        const file = join(home, folder, path);
        mkdirSync(dirname(file), { recursive: true });
        await writeFile(file, text);
      }
    },
    run: async (line, folder) => (await start(line, folder)).ms,
    until: (line, folder, pattern) => start(line, folder, new RegExp(pattern)),
    async edit(path, from, to) {
      const file = join(home, path);
      await writeFile(file, (await readFile(file, "utf8")).replace(from, to));
    },
    close: () => rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}
