import { createStore } from "@/lib/base";
import type { Sandbox } from "@/lib/sandbox";
import type { Lease } from "@/lib/workspace";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runByItself } from "./auto-run";
import type { RunState } from "./preview-state";
import type { Runner } from "./runner";

beforeEach(() => {
  vi.useFakeTimers();
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function open({ byDefault = true, trusted = true, project = "one" } = {}) {
  const told: string[] = [];
  const run = createStore<RunState>({ type: "idle" });
  const lease = createStore("asking");
  const start = (how?: { readonly quietly: boolean }) => {
    told.push(how?.quietly === true ? "runs quietly" : "runs");
    return Promise.resolve();
  };
  const runner = runByItself({
    project,
    byDefault,
    trusted,
    runner: { run, start, stop: () => void told.push("stops") } as unknown as Runner,
    computer: {
      start: () => {
        told.push("boots");
        return Promise.resolve({} as Sandbox);
      },
    },
    lease: { state: lease } as unknown as Lease,
  });
  return { told, run, lease, runner };
}

test("the sandbox boots at once and the project runs when the editor has had its turn", async () => {
  const { told, lease } = open();
  expect(told).toEqual([]);
  lease.set("held");
  expect(told).toEqual(["boots"]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(told).toEqual(["boots", "runs quietly"]);
});

test("nothing boots for a stranger's project, for one that nobody ran, and for one that was stopped", async () => {
  for (const how of [{ trusted: false }, { byDefault: false }]) {
    const { told, lease } = open(how);
    lease.set("held");
    await vi.advanceTimersByTimeAsync(1000);
    expect(told).toEqual([]);
  }
  open().runner.stop();
  const again = open();
  again.lease.set("held");
  await vi.advanceTimersByTimeAsync(1000);
  expect(again.told).toEqual([]);
});

test("what was run by hand isn't started over, and runs again the next time", async () => {
  const { told, run, lease, runner } = open({ byDefault: false });
  await runner.start();
  run.set({ type: "running", command: "npm run dev" });
  lease.set("held");
  await vi.advanceTimersByTimeAsync(1000);
  expect(told).toEqual(["runs", "boots"]);
  const next = open({ byDefault: false });
  next.lease.set("held");
  await vi.advanceTimersByTimeAsync(1000);
  expect(next.told).toEqual(["boots", "runs quietly"]);
});
