import { createStore, type Store } from "@/lib/base";

/** A store whose value outlives the tab. Other tabs of the app follow it. */
export interface RememberedStore<T> extends Store<T> {
  /** What a page shows that was rendered before the memory could be read. */
  readonly initial: T;
}

export type KeyValueMemory = Pick<Storage, "getItem" | "setItem">;

export interface RememberedOptions<T> {
  readonly key: string;
  readonly initial: T;
  /** Makes a value of whatever was remembered, by whichever version of the app. */
  readonly parse: (raw: unknown) => T;
  readonly memory?: KeyValueMemory | undefined;
}

/** The one place that touches `localStorage`. Where it is denied or full the value lives as long as the tab. */
export function createRemembered<T>({
  key,
  initial,
  parse,
  memory = browserMemory(),
}: RememberedOptions<T>): RememberedStore<T> {
  const store = createStore<T>(recall(memory, key, initial, parse));
  if (typeof window !== "undefined") {
    window.addEventListener("storage", (event) => {
      if (event.key === key) store.set(recall(memory, key, initial, parse));
    });
  }
  return {
    initial,
    get: store.get,
    subscribe: store.subscribe,
    set(next) {
      store.set(next);
      remember(memory, key, store.get());
    },
  };
}

function browserMemory(): KeyValueMemory | undefined {
  try {
    return typeof localStorage === "undefined" ? undefined : localStorage;
  } catch {
    return undefined;
  }
}

function recall<T>(memory: KeyValueMemory | undefined, key: string, initial: T, parse: (raw: unknown) => T): T {
  try {
    const text = memory?.getItem(key);
    return text ? parse(JSON.parse(text)) : initial;
  } catch {
    return initial;
  }
}

function remember(memory: KeyValueMemory | undefined, key: string, value: unknown): boolean {
  try {
    memory?.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
