import { createStore, type ReadableStore } from "@/lib/base";
import { offlineScript, takeOver } from "@/lib/offline";

export interface AppUpdates {
  /** Whether a newer build than this page's is at hand. */
  readonly isReady: ReadableStore<boolean>;
  /** Opens the page anew with the newer build. */
  readonly take: () => void;
}

type Waiting = Pick<ServiceWorker, "postMessage">;

/** What is used of a browser's service workers. */
export interface ServiceWorkers {
  readonly controller: unknown;
  readonly register: (script: string, options: RegistrationOptions) => Promise<Registration>;
  readonly addEventListener: (type: "controllerchange", listener: () => void) => void;
}

interface Registration {
  readonly waiting: Waiting | null;
  readonly installing: (Waiting & Pick<ServiceWorker, "state" | "addEventListener">) | null;
  readonly addEventListener: (type: "updatefound", listener: () => void) => void;
  readonly update: () => Promise<unknown>;
}

/** A tab that stays open for days should hear of a newer build too. */
const lookEvery = 60 * 60 * 1000;

/** Keeps the app for when its server can't be reached, and tells of newer builds. */
export async function keepApp(workers: ServiceWorkers, reload: () => void): Promise<AppUpdates> {
  const isReady = createStore(false);
  const isFirst = workers.controller === null;
  const registration = await workers.register(offlineScript, { scope: "/", updateViaCache: "none" });
  const look = () => {
    if (registration.waiting !== null && !isFirst) isReady.set(true);
  };
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", look);
  });
  look();
  let taking = false;
  workers.addEventListener("controllerchange", () => {
    if (taking) reload();
  });
  setInterval(() => void registration.update().catch(() => undefined), lookEvery);
  return {
    isReady,
    take() {
      taking = true;
      if (registration.waiting === null) reload();
      else registration.waiting.postMessage(takeOver);
    },
  };
}
