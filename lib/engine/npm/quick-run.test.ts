import { expect, test } from "vitest";
import { quickRun, type QuickQuestion } from "./quick-run";

const manifest = { name: "x", version: "1.2.3", scripts: { dev: "vite", start: "node .", test: "vitest" } };

function ask(words: string, given: Partial<QuickQuestion> & { readonly files?: Record<string, unknown> } = {}) {
  const files = { "/home/project/package.json": manifest, ...given.files };
  const texts = new Map(
    Object.entries(files).map(([path, value]) => [path, typeof value === "string" ? value : JSON.stringify(value)]),
  );
  return quickRun({
    words: words.split(" "),
    env: { HOME: "/home", TERM: "xterm-256color", npm_config_registry: "http://x/", npm_config_progress: "false" },
    cwd: "/home/project",
    isTerminal: true,
    nodeVersion: "v24.0.0",
    npmVersion: "11.0.0",
    npmPath: "/usr/lib/node_modules/npm/bin/npm-cli.js",
    read: (path) => texts.get(path),
    ...given,
  });
}

const alone = (changed: Record<string, unknown>) => ({
  files: { "/home/project/package.json": { ...manifest, ...changed } },
});

test("a script is run as it stands, with what is for it", () => {
  expect(ask("run dev")).toMatchObject({ event: "dev", args: [], path: "/home/project", pkg: { _id: "x@1.2.3" } });
  expect(ask("run-script dev -- --port 4321 -- x")?.args).toEqual(["--port", "4321", "--", "x"]);
  expect(ask("run dev one -- --two")?.args).toEqual(["one", "--two"]);
  expect(ask("start")?.env["npm_command"]).toBe("start");
  expect(ask("test")?.event).toBe("test");
  expect(ask("run dev", alone({ name: undefined, version: undefined }))?.pkg).toEqual({ scripts: { dev: "vite" } });
});

test("npm does what has a flag, another command, or no script of that name", () => {
  for (const words of [
    "run",
    "run -w a dev",
    "run dev --silent",
    "--silent run dev",
    "install",
    "exec vite",
    "run missing",
    "run-s dev",
  ])
    expect({ words, found: ask(words) }).toEqual({ words, found: undefined });
});

test("npm does what has scripts before or after, or a manifest that it puts into shape", () => {
  const { scripts } = manifest;
  for (const changed of [
    { scripts: { ...scripts, predev: "true" } },
    { scripts: { ...scripts, postdev: "true" } },
    { scripts: { dev: 1 } },
    { scripts: { dev: " " } },
    { bin: "x.js" },
    { config: { port: 1 } },
    { engines: {} },
    { workspaces: ["a"] },
    { name: "X Y" },
    { version: "v1" },
  ])
    expect({ changed, found: ask("run dev", alone(changed)) }).toEqual({ changed, found: undefined });
  expect(ask("run dev", { files: { "/home/project/package.json": "{ broken" } })).toBeUndefined();
});

test("npm does what has settings of its own, and what may be a workspace of a folder above", () => {
  const env = { HOME: "/home" };
  for (const given of [
    { files: { "/home/project/.npmrc": "script-shell=bash" } },
    { files: { "/home/.npmrc": "" } },
    { env: { ...env, npm_config_script_shell: "bash" } },
    { env: { ...env, npm_config_audit: "true" } },
    { env: { ...env, NPM_CONFIG_LOGLEVEL: "silent" } },
    { env: { ...env, FORCE_COLOR: "1" } },
    { env: { ...env, CI: "true" } },
    { files: { "/home/package.json": { workspaces: ["project"] } } },
    { files: { "/package.json": "not JSON" } },
  ])
    expect({ given, found: ask("run dev", given) }).toEqual({ given, found: undefined });
  expect(ask("run dev", { files: { "/home/package.json": { name: "above" } } })).toBeDefined();
});

test("what a script runs of the same kind is run at once too", () => {
  const outer = ask("run dev");
  const inner = ask("run test", { env: { HOME: "/home", ...outer?.env, npm_config_node_gyp: "/home/project" } });
  expect(inner?.env).toEqual({ ...outer?.env, COLOR: "0" });
});

test("colours are told as npm tells them", () => {
  expect(ask("run dev")?.env["COLOR"]).toBe("1");
  expect(ask("run dev", { isTerminal: false })?.env["COLOR"]).toBe("0");
  expect(ask("run dev", { env: { HOME: "/home", TERM: "xterm", NO_COLOR: "1" } })?.env["COLOR"]).toBe("0");
  expect(ask("run dev", { env: { HOME: "/home", TERM: "dumb" } })?.env["COLOR"]).toBe("0");
});
