import type { Disposable } from "@/lib/base";
import type { Calm } from "@/lib/studio";
import { heavyWorkers } from "./monaco";

/** Starts something once the project has come up. */
export function whenCalm({ state }: Calm, start: () => Disposable): Disposable {
  let started: Disposable | undefined;
  const look = () => {
    if (!state.get() || started) return;
    stop();
    started = start();
  };
  const stop = state.subscribe(look);
  look();
  return {
    dispose() {
      stop();
      started?.dispose();
    },
  };
}

/** Holds the heavy services back until the project has come up. Whoever writes or clicks into a text has them at once. */
export function followCalm(calm: Calm): Disposable {
  const isInText = ({ target }: Event) => target instanceof Element && target.closest(".monaco-editor") !== null;
  const onKey = () => {
    calm.hurry();
  };
  const onPointer = (event: Event) => {
    if (isInText(event)) calm.hurry();
  };
  heavyWorkers.hold();
  const listened = new AbortController();
  const options = { capture: true, signal: listened.signal };
  document.addEventListener("keydown", onKey, options);
  document.addEventListener("pointerdown", onPointer, options);
  const end = () => {
    listened.abort();
    heavyWorkers.release();
  };
  const waiting = whenCalm(calm, () => {
    end();
    return { dispose: () => undefined };
  });
  return {
    dispose() {
      waiting.dispose();
      end();
    },
  };
}
