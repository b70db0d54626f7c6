import { applyEdits } from "@/lib/engine/modules/edits";
import { movedColumns } from "@/lib/engine/modules/moved-columns";
import { sourceHash } from "@/lib/engine/modules/source-hash";
import type { ModuleTransform, ScriptTransform } from "@/lib/engine/modules/transform";
import { transformModule } from "@/lib/engine/modules/transform-module";
import { staysAsItIs, transformScript } from "@/lib/engine/modules/transform-script";

/** Where transforms are kept between processes: the kernel's cache. */
export interface TransformStore {
  get(key: string): string | undefined;
  put(key: string, value: string): void;
}

/** Raise it when what a transform yields changes. */
const generation = 7;
/** Below this size, doing it again costs less than asking. */
const worthKeeping = 8192;

export interface Transforms {
  module(source: string): ModuleTransform;
  script(source: string): ScriptTransform;
  /** From now on `await` carries the asynchronous context over. */
  keepContext(): void;
}

/** Transforms with a memory: the same text is parsed once, whichever process meets it first. */
export function createTransforms(store: TransformStore): Transforms {
  let keepsContext = false;

  function kept<T>(kind: string, source: string, make: () => T): T {
    if (source.length < worthKeeping) return make();
    const key = `transform/${generation}/${kind}${keepsContext ? "+context" : ""}/${sourceHash(source)}`;
    const known = store.get(key);
    if (known !== undefined) return JSON.parse(known) as T;
    const made = make();
    store.put(key, JSON.stringify(made));
    return made;
  }

  return {
    module: (source) => kept("module", source, () => transformModule(source, { keepsContext })),
    script(source) {
      const unchanged = { code: source, prefix: undefined, moves: [] };
      if (staysAsItIs(source, { keepsContext })) return unchanged;
      const { prefix, edits } = kept("script", source, () => transformScript(source, { keepsContext }));
      if (edits.length === 0) return unchanged;
      return { code: applyEdits(source, edits), prefix, moves: movedColumns(source, edits) };
    },
    keepContext() {
      keepsContext = true;
    },
  };
}
