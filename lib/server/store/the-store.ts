import { fieldsOf, log } from "../log";
import { sweepDaily } from "../operator/daily-sweep";
import { readStoreSettings } from "./settings";
import { openStore, type Store } from "./store";

interface Holder {
  opening: Promise<Store> | undefined;
  stopSweeping?: () => void;
  state: "closed" | "opening" | "open" | "failed" | "ended";
}

/** Next may load this module several times in one process; there must be one store nevertheless. */
const place = Symbol.for("tabsmith.store");
const shared = globalThis as { [place]?: Holder };
const holder = (shared[place] ??= { opening: undefined, state: "closed" });

/** This server's store, opened by the first call that needs it. One that couldn't be opened is tried again by the next call. */
export function theStore(): Promise<Store> {
  if (holder.state === "ended") return Promise.reject(new Error("This server is ending."));
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
    log("error", "store.refused", fieldsOf(error));
    throw error;
  }
}
