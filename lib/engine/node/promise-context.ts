import type { ContextFrames } from "@/lib/engine/node/async-wrap";
import { nativeThen } from "@/lib/engine/node/native-then";

type Reaction = (value: unknown) => unknown;

/** From now on the reactions of a promise run in the asynchronous context in which they were given to `then`. */
export function carryContextOverThen(frames: ContextFrames): void {
  const bound = (reaction: unknown, frame: unknown): unknown => {
    if (typeof reaction !== "function") return reaction;
    return (value: unknown) => frames.run(frame, () => (reaction as Reaction)(value));
  };
  const holder = {
    then(this: unknown, fulfilled: unknown, rejected: unknown): unknown {
      const frame = frames.current;
      return Reflect.apply(nativeThen, this, [bound(fulfilled, frame), bound(rejected, frame)]);
    },
  };
  const value: unknown = Reflect.get(holder, "then");
  Reflect.defineProperty(Reflect.get(Promise, "prototype"), "then", { value, writable: true, configurable: true });
}
