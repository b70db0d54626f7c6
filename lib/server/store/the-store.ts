import { fieldsOf, log } from "../log";
import { logSeldom } from "../log-seldom";
import { sweepDaily } from "../operator/daily-sweep";
import { readStoreSettings } from "./settings";
import { openStore, type Store } from "./store";

interface Holder {
  opening: Promise<Store> | undefined;
  stopSweeping?: () => void;
  refused?: { readonly error: Error; readonly until: number };
  state: "closed" | "opening" | "open" | "failed" | "ended";
}

/** Next may load this module several times in one process; there must be one store nevertheless. */
const place = Symbol.for("tabsmith.store");
const shared = globalThis as { [place]?: Holder };
const holder = (shared[place] ??= { opening: undefined, state: "closed" });

/** Whoever calls often must not make a store that can't be opened be tried as often. */
const retryPause = 1000;

/** This server's store, opened by the first call that needs it. One that couldn't be opened is tried again by a call a second later. */
export function theStore(): Promise<Store> {
  if (holder.state === "ended") return Promise.reject(new Error("This server is ending."));
  if (holder.refused && Date.now() < holder.refused.until) return Promise.reject(holder.refused.error);
  holder.opening ??= open();
  return holder.opening;
}

/** Opens nothing. */
export const storeState = (): Holder["state"] => holder.state;

/** From now on nothing is opened any more; what is open is written and closed. */
export async function endStore(): Promise<void> {
  const { opening, stopSweeping } = holder;
  holder.state = "ended";
  stopSweeping?.();
  await opening?.then((store) => store.close()).catch((error: unknown) => log("error", "store.close", fieldsOf(error)));
}

const errorOf = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

async function open(): Promise<Store> {
  holder.state = "opening";
  const began = Date.now();
  try {
    const store = await openStore(readStoreSettings());
    holder.state = "open";
    holder.stopSweeping = sweepDaily(store);
    log("info", "store.opened", { database: store.database.kind, blobs: store.blobs.kind, ms: Date.now() - began });
    return store;
  } catch (error) {
    holder.state = "failed";
    holder.opening = undefined;
    holder.refused = { error: errorOf(error), until: Date.now() + retryPause };
    logSeldom("error", "store.refused", fieldsOf(error));
    throw error;
  }
}
