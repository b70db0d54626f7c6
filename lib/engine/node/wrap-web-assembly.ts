import type { EventLoop } from "@/lib/engine/node/event-loop-api";
import { whenSettled } from "@/lib/engine/node/native-then";

const { apply, construct } = Reflect;
/** Programs aren't shown proxies that they didn't make. */
const Unseen = Proxy;

type Method = (this: unknown, ...args: unknown[]) => PromiseLike<unknown>;

interface Around {
  readonly loop: Pick<EventLoop, "retain" | "release">;
  /** Hears of the bytes of each module before it's compiled. */
  readonly before?: (source: unknown) => void;
}

/** What is compiled without waiting for it keeps the program alive, as in Node: the browser's event loop isn't the one that the program ends with. */
export function wrapWebAssembly(scope: { readonly WebAssembly: typeof WebAssembly }, { loop, before }: Around): void {
  const { WebAssembly: own } = scope;
  const { Module } = own;
  const release = (): void => {
    loop.release();
  };
  const wrapped: typeof Module = new Unseen(Module, {
    construct(target, args, maker) {
      before?.(args[0]);
      return construct(target, args, maker === wrapped ? target : maker) as object;
    },
  });
  Object.defineProperty(own, "Module", { value: wrapped });
  Object.defineProperty(Module.prototype, "constructor", { value: wrapped });
  for (const name of ["compile", "instantiate"] as const) {
    const value = new Unseen(own[name] as Method, {
      apply(target, self: unknown, args) {
        before?.(args[0]);
        const promise = apply(target, self, args);
        loop.retain();
        whenSettled(promise, release, release);
        return promise;
      },
    });
    Object.defineProperty(own, name, { value });
  }
}
