import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findBrowser, usualPlaces } from "./browser.mjs";
import { root } from "./paths.mjs";

/** Runs a script of ours as a person would, and gives back what it said and how it ended. */
const run = (args, env = {}) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, APP_ORIGIN: "", ...env } });
    let said = "";
    child.stdout.on("data", (chunk) => (said += chunk));
    child.stderr.on("data", (chunk) => (said += chunk));
    child.on("close", (code) => resolve({ said: said.trim(), code }));
  });
const start = (env) => run(["scripts/start.mjs"], env);

test("a taken port is one sentence and exit code 1", async () => {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  expect(await start({ PORT: String(port) })).toEqual({
    said: `Port ${port} is taken: stop what runs there, or choose another, such as PORT=${port + 1} npm start.`,
    code: 1,
  });
  server.close();
});

test("a data folder that can't be written is one sentence and exit code 1", async () => {
  const folder = mkdtempSync(join(tmpdir(), "data-"));
  writeFileSync(join(folder, "file"), "");
  const { said, code } = await start({ TABSMITH_DATA: join(folder, "file", "data") });
  expect(said).toMatch(/^The data folder .* can't be written \(ENOTDIR\): .*TABSMITH_DATA\.$/u);
  expect(code).toBe(1);
  rmSync(folder, { recursive: true });
});

test.each([
  [{ SANDBOX_ORIGIN: "https://box.example.org" }, /^SANDBOX_ORIGIN is set but APP_ORIGIN isn't/u],
  [{ PORT: "abc" }, /^PORT is "abc"/u],
])("an environment that can't work is one sentence and exit code 1", async (env, sentence) => {
  const { said, code } = await start(env);
  expect(said).toMatch(sentence);
  expect(said).not.toContain("\n");
  expect(code).toBe(1);
});

test("a Node that is too old is one sentence and exit code 1", async () => {
  const script = `import("./scripts/require-node.mjs").then((guard) => guard.runOnNewEnoughNode("./none.mjs", "20.18.3"))`;
  expect(await run(["-e", script])).toEqual({
    said: "tabsmith needs Node 20.19 or newer, but this is 20.18.3: see https://nodejs.org.",
    code: 1,
  });
});

test("a bench that no one wrote is one sentence and exit code 1", async () => {
  const { said, code } = await run(["scripts/bench.mjs", "nonsense"]);
  expect(said).toMatch(/^There is no bench named nonsense: /u);
  expect(code).toBe(1);
});

test("the browser is the one that is named, else a system's", () => {
  expect(findBrowser("/opt/my/chrome", () => true)).toBe("/opt/my/chrome");
  expect(findBrowser("", (path) => path === usualPlaces.linux[1])).toBe(
    process.platform === "linux" ? usualPlaces.linux[1] : undefined,
  );
  expect(() => findBrowser("/no/such/chrome")).toThrow("PLAYWRIGHT_CHROMIUM names /no/such/chrome");
});
