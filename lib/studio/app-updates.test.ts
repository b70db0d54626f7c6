import { expect, test, vi } from "vitest";
import { takeOver } from "@/lib/offline";
import { keepApp, type ServiceWorkers } from "./app-updates";

type Listener = () => void;

/** A browser's service workers, as far as they are used, with one that can be found and installed. */
function browser(controller: unknown) {
  const heard: Record<string, Listener[]> = { controllerchange: [], updatefound: [], statechange: [] };
  const worker = {
    state: "installing" as ServiceWorkerState,
    postMessage: vi.fn<(message: unknown) => void>(),
    addEventListener: (_: string, listener: Listener) => heard["statechange"]?.push(listener),
  };
  const registration = {
    waiting: null as typeof worker | null,
    installing: null as typeof worker | null,
    addEventListener: (type: string, listener: Listener) => heard[type]?.push(listener),
    update: vi.fn<() => Promise<void>>(() => Promise.resolve()),
  };
  const say = (type: string) => {
    for (const listener of heard[type] ?? []) listener();
  };
  return {
    worker,
    workers: {
      controller,
      register: () => Promise.resolve(registration),
      addEventListener: (type: string, listener: Listener) => heard[type]?.push(listener),
    } as unknown as ServiceWorkers,
    installs: () => {
      registration.installing = worker;
      say("updatefound");
      registration.waiting = worker;
      say("statechange");
    },
    takesOver: () => {
      say("controllerchange");
    },
  };
}

test("a newer build is told of, and taken when the person says so", async () => {
  const { workers, worker, installs, takesOver } = browser({});
  const reload = vi.fn<() => void>();
  const updates = await keepApp(workers, reload);
  expect(updates.isReady.get()).toBe(false);
  installs();
  expect(updates.isReady.get()).toBe(true);
  takesOver();
  expect(reload).not.toHaveBeenCalled();
  updates.take();
  expect(worker.postMessage).toHaveBeenCalledWith(takeOver);
  takesOver();
  expect(reload).toHaveBeenCalledOnce();
});

test("the first build of all is no news", async () => {
  const { workers, installs } = browser(null);
  const updates = await keepApp(workers, () => undefined);
  installs();
  expect(updates.isReady.get()).toBe(false);
});
