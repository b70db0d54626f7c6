import type { Binding } from "@/lib/engine/node/binding";

/** The one cell that `AsyncLocalStorage` lives in: V8's continuation-preserved data, which a browser doesn't show. */
export interface ContextFrames {
  current: unknown;
  /** Runs `task` with another frame, and puts the former back whatever happens. */
  run<T>(frame: unknown, task: () => T): T;
}

export function createContextFrames(): ContextFrames {
  return {
    current: undefined,
    run(frame, task) {
      const before = this.current;
      this.current = frame;
      try {
        return task();
      } finally {
        this.current = before;
      }
    },
  };
}

/** What `async_wrap.setupHooks` gives: the library's own emitters. */
export interface AsyncHooks {
  init?: (asyncId: number, type: string, triggerId: number, resource: object) => void;
  before?: (asyncId: number) => void;
  after?: (asyncId: number) => void;
  destroy?: (asyncId: number) => void;
}

/** An object of C++'s `AsyncWrap`: it knows who made it, and calls back in that context. */
export interface AsyncWrap {
  getAsyncId(): number;
  asyncReset(): void;
  getProviderType(): number;
  /** Calls `callback` as Node calls from C++: in this object's context, between the `before` and `after` hooks. */
  makeCallback(callback: unknown, ...args: unknown[]): unknown;
}

export type AsyncWrapClass = new (provider: string) => AsyncWrap;

interface AsyncWrapNeeds {
  readonly frames: ContextFrames;
  readonly hooks: AsyncHooks;
  /** `internalBinding("async_wrap")`: its fields are shared with the library. */
  readonly asyncWrap: () => Binding;
}

interface Fields {
  readonly hookFields: Uint32Array;
  readonly idFields: Float64Array;
  readonly constants: Readonly<Record<string, number>>;
  readonly Providers: Readonly<Record<string, number>>;
  readonly push: (asyncId: number, triggerId: number, resource: unknown) => void;
  readonly pop: (asyncId: number) => boolean;
}

function fieldsOf(binding: Binding): Fields {
  return {
    hookFields: binding["async_hook_fields"] as Uint32Array,
    idFields: binding["async_id_fields"] as Float64Array,
    constants: binding["constants"] as Record<string, number>,
    Providers: binding["Providers"] as Record<string, number>,
    push: binding["pushAsyncContext"] as Fields["push"],
    pop: binding["popAsyncContext"] as Fields["pop"],
  };
}

const at = (constants: Readonly<Record<string, number>>, name: string): number => constants[name] ?? 0;

/** The base class of every handle and request of one process. */
export function createAsyncWrap({ frames, hooks, asyncWrap }: AsyncWrapNeeds): AsyncWrapClass {
  let known: Fields | undefined;
  const fields = (): Fields => (known ??= fieldsOf(asyncWrap()));
  const enabled = (name: string): boolean => (fields().hookFields[at(fields().constants, name)] ?? 0) > 0;

  function nextId(): number {
    const { idFields, constants } = fields();
    const index = at(constants, "kAsyncIdCounter");
    return (idFields[index] = (idFields[index] ?? 0) + 1);
  }

  function triggerId(): number {
    const { idFields, constants } = fields();
    const explicit = idFields[at(constants, "kDefaultTriggerAsyncId")] ?? -1;
    return explicit >= 0 ? explicit : (idFields[at(constants, "kExecutionAsyncId")] ?? 0);
  }

  return class implements AsyncWrap {
    readonly #provider: string;
    #frame: unknown;
    #asyncId = 0;
    #triggerId = 0;

    constructor(provider: string) {
      this.#provider = provider;
      this.asyncReset();
    }

    asyncReset(): void {
      this.#asyncId = nextId();
      this.#triggerId = triggerId();
      this.#frame = frames.current;
      if (enabled("kInit")) hooks.init?.(this.#asyncId, this.#provider, this.#triggerId, this);
    }

    getAsyncId(): number {
      return this.#asyncId;
    }

    getProviderType(): number {
      return fields().Providers[this.#provider] ?? 0;
    }

    makeCallback(callback: unknown, ...args: unknown[]): unknown {
      if (typeof callback !== "function") return undefined;
      const { push, pop } = fields();
      push(this.#asyncId, this.#triggerId, this);
      if (enabled("kBefore")) hooks.before?.(this.#asyncId);
      const result: unknown = frames.run(this.#frame, () => Reflect.apply(callback, this, args));
      if (enabled("kAfter")) hooks.after?.(this.#asyncId);
      pop(this.#asyncId);
      return result;
    }
  };
}
