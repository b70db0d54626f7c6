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

/** The numbers that C++ and the library share: `internalBinding("async_wrap")`. */
export interface AsyncIds {
  readonly hookFields: Uint32Array;
  readonly idFields: Float64Array;
  /** Places in both arrays, by the names of the binding's constants. */
  readonly at: (name: string) => number;
  readonly push: (asyncId: number, triggerId: number, resource?: unknown) => void;
  readonly pop: (asyncId: number) => boolean;
  readonly provider: (name: string) => number;
  /** Of the execution stack, outermost first. */
  readonly resources: unknown[];
  readonly stack: Float64Array;
  /** Told when `stack` has been replaced by a longer one. */
  onGrown: (stack: Float64Array) => void;
  readonly clear: () => void;
}

/** An object of C++'s `AsyncWrap`: it knows who made it, and calls back in that context. */
export interface AsyncWrap {
  getAsyncId(): number;
  asyncReset(): void;
  getProviderType(): number;
  /** Calls `callback` as Node calls from C++: in this object's context, between the `before` and `after` hooks. */
  makeCallback(callback: unknown, ...args: unknown[]): unknown;
  /** Tells the hooks that nothing more will come of it. */
  emitDestroy?(): void;
}

export type AsyncWrapClass = new (provider: string) => AsyncWrap;
