import type { AsyncHooks } from "@/lib/engine/node/async-wrap";
import type { Binding } from "@/lib/engine/node/binding-host";
import type { ProcessHost } from "@/lib/engine/node/process-host";

interface Destroyed {
  readonly destroyed?: boolean;
}

/** The library works on the fields itself, and asks here only when they are full. */
export function createAsyncWrapBinding({ asyncIds, hooks, loop }: ProcessHost): Binding {
  const queueDestroy = (asyncId: number): void => {
    loop.postUnreferenced(() => hooks.destroy?.(asyncId));
  };
  const registry = new FinalizationRegistry<{ asyncId: number; done: Destroyed | undefined }>(({ asyncId, done }) => {
    if (!done?.destroyed) queueDestroy(asyncId);
  });
  const binding: Binding = {
    async_hook_fields: asyncIds.hookFields,
    async_id_fields: asyncIds.idFields,
    async_ids_stack: asyncIds.stack,
    execution_async_resources: asyncIds.resources,
    setupHooks(given: AsyncHooks) {
      Object.assign(hooks, given);
    },
    setCallbackTrampoline() {},
    pushAsyncContext: asyncIds.push,
    popAsyncContext: asyncIds.pop,
    executionAsyncResource: (index: number) => asyncIds.resources[index],
    clearAsyncIdStack() {
      asyncIds.clear();
    },
    queueDestroyAsyncId: queueDestroy,
    registerDestroyHook(resource: object, asyncId: number, done?: Destroyed) {
      registry.register(resource, { asyncId, done });
    },
    // V8's promise hooks can't be reached from JavaScript: promises have no async ids here.
    setPromiseHooks() {},
    getPromiseHooks: () => [undefined, undefined, undefined, undefined],
  };
  asyncIds.onGrown = (stack) => {
    binding["async_ids_stack"] = stack;
  };
  return binding;
}
