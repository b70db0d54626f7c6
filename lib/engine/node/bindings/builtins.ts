import type { Binding } from "@/lib/engine/node/binding-host";
import type { ProcessHost } from "@/lib/engine/node/process-host";

export function createBuiltinsBinding({ pack, tables, setLoaders }: ProcessHost): Binding {
  return {
    builtinIds: pack.ids,
    builtinCategories: {
      canBeRequired: new Set(tables.categories.canBeRequired),
      cannotBeRequired: new Set(tables.categories.cannotBeRequired),
    },
    natives: {},
    config: JSON.stringify(tables.config),
    compileFunction: (id: string) => pack.builtin(id),
    hasCachedBuiltins: () => true,
    setInternalLoaders: setLoaders,
    getCacheUsage: () => ({
      compiledWithCache: new Set(),
      compiledWithoutCache: new Set(),
      compiledInSnapshot: [],
    }),
  };
}
