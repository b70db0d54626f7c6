import { languageGlobals } from "@/lib/engine/node/confine";
import { setHidden } from "@/lib/engine/node/hidden";
import { refusals } from "@/lib/engine/node/modules/code-generation";
import { VmContext } from "@/lib/engine/node/modules/vm-context";
import type { ProcessHost } from "@/lib/engine/node/process-host";

const keyOf = (host: ProcessHost): symbol => host.privateSymbols["contextify_context_private_symbol"] as symbol;

export function contextOf(host: ProcessHost, contextified: object): VmContext | undefined {
  const context: unknown = Reflect.get(contextified, keyOf(host));
  return context instanceof VmContext ? context : undefined;
}

/** What code of a context may make at run time. */
export interface CodeGeneration {
  readonly strings: boolean;
  readonly wasm: boolean;
}

/** `makeContext` of C++: marks the object, or makes one when none shall be marked. */
export function makeContext(host: ProcessHost, given: object | symbol, allowed: CodeGeneration): object {
  const isVanilla = given === host.symbols["vm_context_no_contextify"];
  const sandbox: object = isVanilla ? {} : (given as object);
  const languageNames = new Set<PropertyKey>([...languageGlobals].filter((name) => name !== "console"));
  const replaced = new Map<PropertyKey, unknown>([
    ...(allowed.strings ? [] : refusals.strings()),
    ...(allowed.wasm ? [] : refusals.wasm()),
  ]);
  const context = new VmContext(sandbox, { languageNames, replaced, evaluate: (code) => host.native.evaluate(code) });
  setHidden(sandbox, keyOf(host), context);
  return isVanilla ? context.global : sandbox;
}
