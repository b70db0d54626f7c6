import { createStore, type ReadableStore } from "@/lib/base";

/** Lets stores follow whatever is current, so that a view subscribes once and stays right when the session changes. */
export interface Switch<S> {
  readonly current: () => S;
  readonly change: (next: S) => void;
  readonly store: <T>(select: (current: S) => ReadableStore<T>) => ReadableStore<T>;
}

export function createSwitch<S>(first: S): Switch<S> {
  let now = first;
  const attached: (() => void)[] = [];
  return {
    current: () => now,
    change(next) {
      now = next;
      for (const attach of attached) attach();
    },
    store(select) {
      const own = createStore(select(now).get());
      let stop: () => void = () => undefined;
      const attach = () => {
        stop();
        const source = select(now);
        own.set(source.get());
        stop = source.subscribe(() => {
          own.set(source.get());
        });
      };
      attach();
      attached.push(attach);
      return own;
    },
  };
}
