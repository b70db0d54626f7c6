import { callAll } from "./call-all";

/** Something that holds on to a resource until it is told to let go. */
export interface Disposable {
  dispose: () => void;
}

/** Lets go of many at once, last first, even when one fails. Letting go twice does nothing. */
export function disposeAll(items: Iterable<Disposable>): Disposable {
  const held = [...items];
  return {
    dispose() {
      callAll(held.splice(0).toReversed(), (item) => {
        item.dispose();
      });
    },
  };
}
