import { createStore } from "@/lib/base";
import type { Sandbox } from "@/lib/sandbox";
import { createMemoryWorkspace } from "@/lib/workspace";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { TerminalSession } from "../terminal-session";
import { lendWhenServing } from "./lend-modules";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function run() {
  const workspace = await createMemoryWorkspace();
  const write = (content: string) => workspace.apply([{ type: "write", path: "package.json", content }]);
  await write("{}");
  const kept: string[] = [];
  const keep = (_: Sandbox, wish: string) => Promise.resolve(void kept.push(wish));
  const modules = { restore: () => Promise.resolve(false), keep };
  const ports = createStore<readonly unknown[]>([]);
  const state = createStore<{ type: string }>({ type: "running" });
  const sandbox = () => Promise.resolve({} as Sandbox);
  await lendWhenServing({ modules, workspace, sandbox, ports }, { state } as unknown as TerminalSession, "wish");
  return { ports, state, write, kept };
}

test("what was installed is kept once, after the project has served for a while", async () => {
  const { ports, kept } = await run();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(kept).toEqual([]);
  ports.set([5173]);
  ports.set([5173, 5174]);
  expect(kept).toEqual([]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(kept).toEqual(["wish"]);
});

test("it isn't when the program ends before, or when something else is wished by then", async () => {
  const ended = await run();
  ended.ports.set([5173]);
  ended.state.set({ type: "ended" });
  const changed = await run();
  changed.ports.set([5173]);
  await changed.write(`{ "dependencies": {} }`);
  await vi.advanceTimersByTimeAsync(10_000);
  expect([...ended.kept, ...changed.kept]).toEqual([]);
});
