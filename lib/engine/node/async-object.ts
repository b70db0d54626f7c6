import type { AsyncIds, AsyncWrap } from "@/lib/engine/node/async-wrap";
import { thisProcess } from "@/lib/engine/node/this-process";

/** The base of every handle and request. */
export class AsyncObject implements AsyncWrap {
  readonly #provider: string;
  #frame: unknown;
  #asyncId = 0;
  #triggerId = 0;

  constructor(provider: string) {
    this.#provider = provider;
    this.asyncReset();
  }

  asyncReset(): void {
    const { asyncIds, hooks, frames } = thisProcess();
    const { idFields, at } = asyncIds;
    const counter = at("kAsyncIdCounter");
    const explicit = idFields[at("kDefaultTriggerAsyncId")] ?? -1;
    this.#asyncId = idFields[counter] = (idFields[counter] ?? 0) + 1;
    this.#triggerId = explicit >= 0 ? explicit : (idFields[at("kExecutionAsyncId")] ?? 0);
    this.#frame = frames.current;
    if (isHooked(asyncIds, "kInit")) hooks.init?.(this.#asyncId, this.#provider, this.#triggerId, this);
  }

  /** Which kind of thing this is, in C++'s words. */
  get provider(): string {
    return this.#provider;
  }

  getAsyncId(): number {
    return this.#asyncId;
  }

  getProviderType(): number {
    return thisProcess().asyncIds.provider(this.#provider);
  }

  /** Calls `callback` as Node calls from C++: in this object's context, between the `before` and `after` hooks. */
  makeCallback(callback: unknown, ...args: unknown[]): unknown {
    if (typeof callback !== "function") return undefined;
    const { asyncIds, hooks, frames } = thisProcess();
    asyncIds.push(this.#asyncId, this.#triggerId, this);
    if (isHooked(asyncIds, "kBefore")) hooks.before?.(this.#asyncId);
    const result: unknown = frames.run(this.#frame, () => Reflect.apply(callback, this, args));
    if (isHooked(asyncIds, "kAfter")) hooks.after?.(this.#asyncId);
    asyncIds.pop(this.#asyncId);
    return result;
  }

  /** Tells the hooks that nothing more will come of it. */
  emitDestroy(): void {
    const { asyncIds, hooks } = thisProcess();
    if (isHooked(asyncIds, "kDestroy")) hooks.destroy?.(this.#asyncId);
  }
}

const isHooked = ({ hookFields, at }: AsyncIds, hook: string): boolean => (hookFields[at(hook)] ?? 0) > 0;
