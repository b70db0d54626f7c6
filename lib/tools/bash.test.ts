import { afterEach, expect, test } from "vitest";
import { runBash } from "./bash";
import { runGit } from "./git";
import { runRepl } from "./repl";
import { monitor, taskList, taskOutput, taskStop } from "./tasks";
import { createBench, type Bench } from "./testing/workbench";

const benches: Bench[] = [];
async function bench(files: Record<string, string> = {}, more = {}): Promise<Bench> {
  const made = await createBench(files, more);
  benches.push(made);
  const root = await made.project.root();
  return { ...made, context: Object.assign(made.context, { root }) };
}

afterEach(async () => {
  for (const { context, project } of benches.splice(0)) {
    context.tasks.dispose();
    await project.dispose();
  }
});

test("runs in the project and gives both outputs in order", async () => {
  const { use } = await bench({ "a.txt": "hello\n" });
  expect(await use(runBash, { command: "cat a.txt; echo problem >&2; echo end" })).toContain("hello");
});

test("what a command writes is in the project, and the other way round", async () => {
  const { use, project } = await bench();
  await use(runBash, { command: "mkdir sub && echo new > sub/made.txt" });
  expect(await project.workspace.readText("sub/made.txt")).toBe("new\n");
  await project.workspace.writeText("from-editor.txt", "typed", "editor");
  expect(await use(runBash, { command: "cat from-editor.txt" })).toBe("typed");
});

test("keeps the folder from one call to the next, and never leaves the project", async () => {
  const { use, context } = await bench({ "sub/a.txt": "in sub" });
  await use(runBash, { command: "cd sub" });
  expect(context.shell.cwd).toBe("sub");
  expect(await use(runBash, { command: "cat a.txt" })).toBe("in sub");
  await use(runBash, { command: "cd /tmp" });
  expect(context.shell.cwd).toBe(".");
});

test("a failing command says its exit code and its output", async () => {
  const { use } = await bench();
  await expect(use(runBash, { command: "echo why; exit 3" })).rejects.toThrow(/Exit code 3\nwhy/);
  await expect(use(runBash, { command: "exit 4" })).rejects.toThrow("Exit code 4, no output.");
});

test("a command past its time is stopped with all that it started", async () => {
  const { use } = await bench();
  const start = performance.now();
  await expect(use(runBash, { command: "echo begun; sleep 30 & sleep 30", timeout: 400 })).rejects.toThrow(
    /Stopped after 0.4 s[\s\S]*begun/,
  );
  expect(performance.now() - start).toBeLessThan(5000);
});

test("reports output while it runs and drops colours", async () => {
  let seen = "";
  const { use } = await bench({}, { report: (text: string) => void (seen += text) });
  expect(await use(runBash, { command: String.raw`printf '\033[31mred\033[0m\n'` })).toBe("red");
  expect(seen).toContain("red");
  expect(seen).not.toContain("__folder_");
});

test("very long output keeps its beginning and its end", async () => {
  const { use } = await bench();
  const text = await use(runBash, { command: "echo first; seq 1 100000; echo last" });
  expect(text.startsWith("first")).toBe(true);
  expect(text.endsWith("last")).toBe(true);
  expect(text).toContain("characters left out");
});

test("a background task goes on, is read in parts, waited for and stopped", async () => {
  const { use } = await bench();
  const started = await use(runBash, {
    command: "echo ready; sleep 0.2; echo later; sleep 30",
    run_in_background: true,
  });
  expect(started).toContain("task_1");
  expect(await use(monitor, { task_id: "task_1", text: "later", timeout: 5000 })).toBe("task_1 printed: later");
  expect(await use(taskOutput, { task_id: "task_1" })).toMatch(/running\nready\nlater/);
  expect(await use(taskOutput, { task_id: "task_1" })).toContain("(Nothing new.)");
  expect(await use(taskList, {})).toContain("task_1: running");
  expect(await use(taskStop, { task_id: "task_1" })).toBe("Stopped task_1.");
  await expect(use(monitor, { task_id: "task_1", text: "never" })).rejects.toThrow("ended (stopped");
  await expect(use(taskOutput, { task_id: "task_9" })).rejects.toThrow("There are: task_1");
});

test("waiting for a task ends with it", async () => {
  const { use } = await bench();
  await use(runBash, { command: "sleep 0.1; echo out; exit 2", run_in_background: true });
  expect(await use(taskOutput, { task_id: "task_1", wait: true, timeout: 5000 })).toBe(
    "task_1: failed, exit code 2\nout",
  );
});

test("the REPL runs modules and says how they fail", async () => {
  const { use } = await bench({ "lib.mjs": "export const answer = 42;" });
  expect(await use(runRepl, { code: "import { answer } from './lib.mjs';\nconsole.log(answer, `it's`);" })).toBe(
    "42 it's",
  );
  await expect(use(runRepl, { code: "throw new Error('no')" })).rejects.toThrow("Error: no");
});

test("git gets its arguments as they are", async () => {
  const { use } = await bench({ "a.txt": "a" });
  await use(runBash, { command: "git init -q && git config user.email a@b.c && git config user.name n && git add -A" });
  await use(runGit, { args: ["commit", "-q", "-m", "it's $HOME; rm -rf x"] });
  expect(await use(runGit, { args: ["log", "--format=%s"] })).toBe("it's $HOME; rm -rf x");
});
