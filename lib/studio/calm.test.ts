import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createStore } from "@/lib/base";
import { createCalm, patience } from "./calm";
import type { PageFacts } from "./page-words";
import type { OpenPort, RunState } from "./preview-state";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function begin(first: RunState = { type: "idle" }) {
  const run = createStore<RunState>(first);
  const ports = createStore<readonly OpenPort[]>([]);
  const facts = createStore<PageFacts | undefined>(undefined);
  return { run, ports, facts, calm: createCalm({ run, ports, page: { facts } }) };
}

const facts = { path: "/", title: "", isEmpty: false, isLoading: false } as PageFacts;

test("waits for the page of a project that runs", async () => {
  const { run, ports, facts: told, calm } = begin();
  await vi.advanceTimersByTimeAsync(400);
  run.set({ type: "running", command: "npm run dev" });
  await vi.advanceTimersByTimeAsync(5000);
  expect(calm.state.get()).toBe(false);
  ports.set([{ port: 5173, url: "http://x/" }]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(calm.state.get()).toBe(false);
  told.set({ ...facts, isLoading: true });
  expect(calm.state.get()).toBe(false);
  told.set(facts);
  expect(calm.state.get()).toBe(true);
});

test("comes soon to a project that nobody runs", async () => {
  const { calm } = begin();
  await vi.advanceTimersByTimeAsync(patience.idle - 1);
  expect(calm.state.get()).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(calm.state.get()).toBe(true);
});

test("comes at once when the run is over, when someone hurries, and stays", () => {
  for (const type of ["nothing", "failed"] as const) {
    const { run, calm } = begin({ type: "preparing" });
    run.set(type === "failed" ? { type, reason: "" } : { type });
    expect(calm.state.get()).toBe(true);
    run.set({ type: "preparing" });
    expect(calm.state.get()).toBe(true);
  }
  const { calm } = begin({ type: "preparing" });
  calm.hurry();
  expect(calm.state.get()).toBe(true);
});

test("waits neither for a page that is out of sight nor for a start without end", async () => {
  const { run, ports, calm } = begin({ type: "preparing" });
  run.set({ type: "running", command: "npm run dev" });
  ports.set([{ port: 3000, url: "http://x/" }]);
  await vi.advanceTimersByTimeAsync(patience.serving);
  expect(calm.state.get()).toBe(true);
  const endless = begin({ type: "installing", command: "npm run dev" });
  await vi.advanceTimersByTimeAsync(patience.most);
  expect(endless.calm.state.get()).toBe(true);
});

test("leaves nothing behind when the project is closed", async () => {
  const { calm } = begin();
  calm.dispose();
  expect(vi.getTimerCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(patience.most);
  expect(calm.state.get()).toBe(false);
});
