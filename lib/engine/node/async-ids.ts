import type { AsyncIds } from "@/lib/engine/node/async-wrap";
import { constantsOf } from "@/lib/engine/node/tables/constants-of";
import type { Tables } from "@/lib/engine/node/tables/tables";

/** As in C++: the stack of asynchronous ids, in arrays that the library also works on. */
export class AsyncIdStack implements AsyncIds {
  readonly hookFields = new Uint32Array(9);
  readonly idFields = new Float64Array(4);
  readonly resources: unknown[] = [];
  /** Replaced by a longer one when it is full; the library looks it up anew each time. */
  stack = new Float64Array(32);
  /** Told when `stack` has been replaced. */
  onGrown: (stack: Float64Array) => void = () => undefined;
  readonly #places: Readonly<Record<string, number>>;
  readonly #providers: Readonly<Record<string, number>>;
  readonly #length: number;
  readonly #execution: number;
  readonly #trigger: number;
  readonly #check: number;

  constructor(tables: Tables) {
    this.#places = constantsOf(tables, "async_wrap");
    this.#providers = constantsOf(tables, "async_wrap", "Providers");
    this.#length = this.at("kStackLength");
    this.#execution = this.at("kExecutionAsyncId");
    this.#trigger = this.at("kTriggerAsyncId");
    this.#check = this.at("kCheck");
    this.hookFields[this.#check] = 1;
    this.idFields[this.at("kAsyncIdCounter")] = 1;
    this.idFields[this.at("kDefaultTriggerAsyncId")] = -1;
  }

  readonly at = (name: string): number => this.#places[name] ?? 0;
  readonly provider = (name: string): number => this.#providers[name] ?? 0;

  readonly push = (asyncId: number, triggerId: number, resource?: unknown): void => {
    const offset = this.hookFields[this.#length] ?? 0;
    this.#reserve(offset);
    this.stack[2 * offset] = this.idFields[this.#execution] ?? 0;
    this.stack[2 * offset + 1] = this.idFields[this.#trigger] ?? 0;
    this.hookFields[this.#length] = offset + 1;
    this.idFields[this.#execution] = asyncId;
    this.idFields[this.#trigger] = triggerId;
    if (resource !== undefined) this.resources[offset] = resource;
  };

  readonly pop = (asyncId: number): boolean => {
    const length = this.hookFields[this.#length] ?? 0;
    if (length === 0) return false;
    // An error may have cleared the stack in the meantime: then this isn't ours to take.
    if ((this.hookFields[this.#check] ?? 0) > 0 && this.idFields[this.#execution] !== asyncId) return length > 1;
    const offset = length - 1;
    this.idFields[this.#execution] = this.stack[2 * offset] ?? 0;
    this.idFields[this.#trigger] = this.stack[2 * offset + 1] ?? 0;
    this.resources.length = offset;
    this.hookFields[this.#length] = offset;
    return offset > 0;
  };

  readonly clear = (): void => {
    this.hookFields[this.#length] = 0;
    this.idFields[this.#execution] = 0;
    this.idFields[this.#trigger] = 0;
    this.resources.length = 0;
  };

  #reserve(offset: number): void {
    if (offset * 2 + 1 < this.stack.length) return;
    const wider = new Float64Array(this.stack.length * 3);
    wider.set(this.stack);
    this.stack = wider;
    this.onGrown(wider);
  }
}
