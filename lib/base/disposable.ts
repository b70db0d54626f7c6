/** Something that holds on to a resource until it is told to let go. */
export interface Disposable {
  dispose: () => void;
}

/** Lets go of many at once, last first. Letting go twice does nothing. */
export function disposeAll(items: Iterable<Disposable>): Disposable {
  const held = [...items];
  return {
    dispose() {
      for (const item of held.splice(0).toReversed()) item.dispose();
    },
  };
}
