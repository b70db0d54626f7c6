import { createStore } from "@/lib/base";
import type { Sandbox } from "@/lib/sandbox";
import { expect, test, vi } from "vitest";
import { createRunner, type RunnerParts } from "./runner";
import type { TerminalSession } from "./terminal-session";
import type { OpenTerminal } from "./terminals";

/** A project of one program, and a computer that starts when it is told to. */
function desk() {
  let finishStart: () => void = () => undefined;
  const files = { list: () => Promise.resolve([]) };
  const sandbox = { cwd: "/project", files } as unknown as Sandbox;
  const started = new Promise<Sandbox>((resolve) => {
    finishStart = () => {
      resolve(sandbox);
    };
  });
  const opened: { options: OpenTerminal; kill: () => void }[] = [];
  const open = (options: OpenTerminal = {}): TerminalSession => {
    const state = createStore<{ type: string; code?: number }>({ type: "running" });
    // As a real one, it ends a moment after it was told to.
    const kill = vi.fn<() => void>(() => {
      queueMicrotask(() => {
        state.set({ type: "ended", code: 143 });
      });
    });
    opened.push({ options, kill });
    const none = { dispose: () => undefined };
    return {
      id: String(opened.length),
      kill,
      state,
      onOutput: () => none,
      printed: () => "",
    } as unknown as TerminalSession;
  };
  const parts = {
    workspace: { list: () => Promise.resolve([{ path: "index.js" }]), onChange: () => ({ dispose: () => undefined }) },
    computer: { state: createStore({ type: "off" }), start: () => started },
    terminals: { open, close: () => undefined },
    template: undefined,
    modules: { restore: () => Promise.resolve(false), keep: () => Promise.resolve() },
    lends: false,
    showPreview: () => undefined,
  } as unknown as RunnerParts;
  return { runner: createRunner(parts), opened, finishStart };
}

test("a second wish to run, while the first is being prepared, starts nothing twice", async () => {
  const { runner, opened, finishStart } = desk();
  const both = Promise.all([runner.start(), runner.start()]);
  expect(runner.run.get().type).toBe("preparing");
  expect(runner.preview.get().type).toBe("booting");
  finishStart();
  await both;
  expect(opened.map(({ options }) => options.name)).toEqual(["node index.js"]);
  expect(runner.run.get()).toEqual({ type: "running", command: "node index.js" });
});

test("what is stopped while it is being prepared never starts", async () => {
  const { runner, opened, finishStart } = desk();
  const first = runner.start();
  runner.stop();
  expect(runner.run.get().type).toBe("idle");
  const second = runner.start();
  finishStart();
  await Promise.all([first, second]);
  expect(opened).toHaveLength(1);
});

test("what runs is ended when it is run again", async () => {
  const { runner, opened, finishStart } = desk();
  finishStart();
  await runner.start();
  await runner.start();
  expect(opened).toHaveLength(2);
  expect(opened[0]?.kill).toHaveBeenCalledOnce();
  expect(runner.run.get().type).toBe("running");
});

test("what someone has stopped isn't said to have failed", async () => {
  const { runner, finishStart } = desk();
  finishStart();
  await runner.start();
  runner.stop();
  await Promise.resolve();
  expect(runner.run.get()).toEqual({ type: "idle" });
  await runner.start();
  expect(runner.run.get().type).toBe("running");
});
