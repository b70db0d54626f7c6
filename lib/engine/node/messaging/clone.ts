import type { RouteEnd } from "@/lib/engine/node/messaging/wire";
import type { ProcessHost } from "@/lib/engine/node/process-host";

/** A message as it travels: data that the browser can clone, and what the data can't say by itself. */
export interface Parcel {
  readonly payload: unknown;
  /** The payload holds stand-ins that have to be made real again. */
  readonly hasStandIns: boolean;
  readonly transfer: readonly Transferable[];
}

/** How ports get in and out of parcels; the port module supplies it. */
export interface PortTravel {
  isPort(value: unknown): boolean;
  /** It was closed, or given away before. */
  isDetached(port: object): boolean;
  /** Detaches a port and gives the end of the way that stands for it. */
  leave(port: object): RouteEnd;
  arrive(end: RouteEnd): object;
}

const mark = "\0node";

/** How keys of `crypto` go to other threads: by what they hold. */
export interface Traveller {
  /** What an object holds, as data that a browser can clone; undefined for any other value. */
  readonly dataOf: (value: unknown) => unknown;
  readonly make: (data: never) => object;
}

interface StandIn {
  readonly kind: "port" | "object" | "reference" | "key";
  readonly info?: string;
  readonly data?: unknown;
  readonly end?: RouteEnd;
  readonly id?: number;
}

interface Cloneable {
  data: unknown;
  deserializeInfo: string;
}

/** Which of its own functions the browser was in, before the sentence that Node says too. */
const browsersPreface = /^Failed to execute '\w+' on '\w+': /u;

const cloneableMode = 2;
const transferableMode = 1;

/** Objects of the engine's own (C++'s, natively) that stay in this thread: they travel by number. */
const references: unknown[] = [];

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** What is cloned by its parts: instances of a program's own classes too, as plain objects. */
function isContainer(value: object): boolean {
  if (Array.isArray(value) || value instanceof Map || value instanceof Set) return true;
  return Object.prototype.toString.call(value) === "[object Object]";
}

function* contentsOf(value: object): Generator {
  if (value instanceof Map) for (const [key, item] of value) yield* [key, item];
  else if (value instanceof Set) yield* value;
  else for (const key of Object.keys(value)) yield Reflect.get(value, key);
}

/** Turns values of Node's own classes into something the browser's structured clone takes, and back. */
export class Cloner {
  createObject: (info: string) => object = () => ({});
  /** Set by `crypto`, once there is one. */
  keys: Traveller | undefined;
  /** Shared memory has been sent: threads may sleep on it, so their letters must be found without a turn of the loop. */
  sharesMemory = false;
  /** Ports that stay here while their other ends leave with the parcel at hand. */
  readonly parted: object[] = [];
  readonly #host: ProcessHost;
  readonly #ports: PortTravel;

  constructor(host: ProcessHost, ports: PortTravel) {
    this.#host = host;
    this.#ports = ports;
  }

  pack(value: unknown, transferList: readonly object[] = []): Parcel {
    const given = new Set(transferList);
    if (given.size !== transferList.length) throw this.error("Transfer list contains duplicate ArrayBuffer");
    const transfer: Transferable[] = [];
    for (const item of given) this.#checkTransfer(item, transfer);
    const hasStandIns = this.#isSpecialInside(value, new Set());
    const payload = hasStandIns ? this.#replace(value, given, transfer, new Map()) : value;
    return { payload, hasStandIns, transfer };
  }

  /** A copy of a value, made within this thread. */
  copy(value: unknown, transferList?: readonly object[]): unknown {
    const parcel = this.pack(value, transferList);
    return this.unpack(this.cloneParcel(parcel), parcel.hasStandIns);
  }

  cloneParcel({ payload, transfer }: Parcel): unknown {
    return this.inOurWords(() => this.#host.native.structuredClone(payload, { transfer: [...transfer] }));
  }

  /** The browser's refusals become `DOMException`s of Node's own. */
  inOurWords<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      throw this.#ours(error);
    }
  }

  unpack(payload: unknown, hasStandIns: boolean): unknown {
    return hasStandIns ? this.#restore(payload, new Set()) : payload;
  }

  error(message: string, name = "DataCloneError"): Error {
    return new this.#host.perContext.DOMException(message, name);
  }

  #ours(error: unknown): unknown {
    if (!(error instanceof this.#host.native.DOMException)) return error;
    return this.error(error.message.replace(browsersPreface, ""), error.name);
  }

  #mode(value: object): number | undefined {
    const key = this.#host.privateSymbols["transfer_mode_private_symbol"] as symbol;
    const mode: unknown = Reflect.get(value, key);
    return typeof mode === "number" ? mode : undefined;
  }

  #checkTransfer(item: object, transfer: Transferable[]): void {
    const untransferable = this.#host.privateSymbols["untransferable_object_private_symbol"] as symbol;
    if (Reflect.get(item, untransferable) === true) throw this.error("Cannot transfer object of unsupported type.");
    if (this.#ports.isPort(item) && this.#ports.isDetached(item))
      throw this.error("MessagePort in transfer list is already detached");
    if (this.#ports.isPort(item) || this.#mode(item) !== undefined) return;
    transfer.push(item as Transferable);
  }

  #isSpecial(value: object): boolean {
    return (
      value === this.#host.state.environment ||
      this.#ports.isPort(value) ||
      this.#mode(value) !== undefined ||
      isEngineObject(value) ||
      this.keys?.dataOf(value) !== undefined
    );
  }

  /** A thread that gets a key may not have met `crypto` before. */
  #keys(): Traveller {
    if (!this.keys) this.#host.requireBuiltin("internal/crypto/keys");
    if (!this.keys) throw this.error("A key has come where there is no crypto.");
    return this.keys;
  }

  #isSpecialInside(value: unknown, seen: Set<object>): boolean {
    if (!isObject(value) || seen.has(value)) return false;
    seen.add(value);
    if (value instanceof SharedArrayBuffer || (ArrayBuffer.isView(value) && value.buffer instanceof SharedArrayBuffer))
      this.sharesMemory = true;
    if (this.#isSpecial(value)) return true;
    if (!isContainer(value)) return false;
    let found = false;
    for (const item of contentsOf(value)) if (this.#isSpecialInside(item, seen)) found = true;
    return found;
  }

  #replace(value: unknown, given: ReadonlySet<object>, transfer: Transferable[], done: Map<object, unknown>): unknown {
    if (!isObject(value)) return value;
    if (done.has(value)) return done.get(value);
    const again = (item: unknown): unknown => this.#replace(item, given, transfer, done);
    // `process.env` is a proxy, which no browser clones; a copy of it is plain.
    if (value === this.#host.state.environment) return { ...value };
    if (this.#isSpecial(value)) {
      const standIn = { [mark]: this.#standIn(value, given, transfer, again) };
      done.set(value, standIn);
      return standIn;
    }
    return isContainer(value) ? copyContainer(value, done, again) : value;
  }

  #standIn(
    value: object,
    given: ReadonlySet<object>,
    transfer: Transferable[],
    again: (item: unknown) => unknown,
  ): StandIn {
    const { errors, symbols } = this.#host;
    if (this.#ports.isPort(value)) {
      if (!given.has(value)) {
        const text = "Object that needs transfer was found in message but not listed in transferList";
        throw errors.node("ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST", text, TypeError);
      }
      const end = this.#ports.leave(value);
      transfer.push(end.port);
      return { kind: "port", end };
    }
    const ofEngine = this.#engineStandIn(value);
    if (ofEngine) return ofEngine;
    const mode = this.#mode(value) ?? 0;
    const transfers = given.has(value) && (mode & transferableMode) !== 0;
    if (!transfers && (mode & cloneableMode) === 0) throw this.error("Cannot clone object of unsupported type.");
    const method = symbols[transfers ? "messaging_transfer_symbol" : "messaging_clone_symbol"] as symbol;
    const { data, deserializeInfo } = (Reflect.get(value, method) as () => Cloneable).call(value);
    const nested = transfers ? this.#nestedTransfer(value, given) : given;
    return {
      kind: "object",
      info: deserializeInfo,
      data: nested === given ? again(data) : this.#replace(data, nested, transfer, new Map()),
    };
  }

  #engineStandIn(value: object): StandIn | undefined {
    const key = this.keys?.dataOf(value);
    if (key !== undefined) return { kind: "key", data: key };
    return isEngineObject(value) ? { kind: "reference", id: references.push(value) - 1 } : undefined;
  }

  /** What an object that is transferred takes with it. */
  #nestedTransfer(value: object, given: ReadonlySet<object>): ReadonlySet<object> {
    const list: unknown = Reflect.get(value, this.#host.symbols["messaging_transfer_list_symbol"] as symbol);
    return typeof list === "function" ? new Set([...given, ...(Reflect.apply(list, value, []) as object[])]) : given;
  }

  #restore(value: unknown, seen: Set<object>): unknown {
    if (!isObject(value) || seen.has(value)) return value;
    const standIn = Object.hasOwn(value, mark) ? (Reflect.get(value, mark) as StandIn) : undefined;
    if (standIn) return this.#revive(standIn, seen);
    seen.add(value);
    if (isContainer(value)) restoreContents(value, (item) => this.#restore(item, seen));
    return value;
  }

  #revive({ kind, end, id, info, data }: StandIn, seen: Set<object>): unknown {
    if (kind === "port") return this.#ports.arrive(end as RouteEnd);
    if (kind === "reference") return references[id ?? -1];
    if (kind === "key") return this.#keys().make(data as never);
    const object = this.createObject(info ?? "");
    const method = Reflect.get(object, this.#host.symbols["messaging_deserialize_symbol"] as symbol) as (
      data: unknown,
    ) => void;
    method.call(object, this.#restore(data, seen));
    return object;
  }
}

/** Handles of bindings, such as block lists. Their classes say so by this symbol's presence. */
export const engineObject = Symbol("engine object");
const isEngineObject = (value: object): boolean => Reflect.get(value, engineObject) === true;

function copyContainer(value: object, done: Map<object, unknown>, again: (item: unknown) => unknown): object {
  if (value instanceof Map) {
    const copy = new Map<unknown, unknown>();
    done.set(value, copy);
    for (const [key, item] of value) copy.set(again(key), again(item));
    return copy;
  }
  if (value instanceof Set) {
    const copy = new Set<unknown>();
    done.set(value, copy);
    for (const item of value) copy.add(again(item));
    return copy;
  }
  const copy: object = Array.isArray(value) ? [] : {};
  done.set(value, copy);
  for (const key of Object.keys(value)) Reflect.set(copy, key, again(Reflect.get(value, key)));
  return copy;
}

function restoreContents(value: object, restore: (item: unknown) => unknown): void {
  if (value instanceof Map) {
    const entries = [...value];
    value.clear();
    for (const [key, item] of entries) value.set(restore(key), restore(item));
  } else if (value instanceof Set) {
    const items = [...value];
    value.clear();
    for (const item of items) value.add(restore(item));
  } else for (const key of Object.keys(value)) Reflect.set(value, key, restore(Reflect.get(value, key)));
}
