import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect } from "vitest";

let folder: string;
let shell: string;

/** Makes a program of the shell for the tests of a file. */
export function withShell(): void {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "shell-"));
    shell = join(folder, "shell.cjs");
    await build({
      entryPoints: ["lib/engine/shell/test-main.ts"],
      outfile: shell,
      bundle: true,
      platform: "node",
      format: "cjs",
      tsconfig: "tsconfig.json",
      logLevel: "error",
    });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
}

function outcome(command: string, args: readonly string[]) {
  const cwd = mkdtempSync(join(folder, "run-"));
  const env = { ...process.env, PATH: "/usr/bin:/bin", HOME: folder, LC_ALL: "C.UTF-8" };
  const { stdout, status } = spawnSync(command, args, { cwd, env, input: "", encoding: "utf8" });
  return { stdout, status };
}

/** It runs in bash as well: what is printed and the status are the same to the byte. */
export function expectLikeBash(script: string): void {
  expect(outcome(process.execPath, [shell, "-c", script])).toEqual(outcome("bash", ["-c", script]));
}
