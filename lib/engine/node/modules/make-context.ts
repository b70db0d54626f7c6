import { languageGlobals } from "@/lib/engine/node/confine";
import { setHidden } from "@/lib/engine/node/hidden";
import { VmContext } from "@/lib/engine/node/modules/vm-context";
import type { ProcessHost } from "@/lib/engine/node/process-host";

const keyOf = (host: ProcessHost): symbol => host.privateSymbols["contextify_context_private_symbol"] as symbol;

export function contextOf(host: ProcessHost, contextified: object): VmContext | undefined {
  const context: unknown = Reflect.get(contextified, keyOf(host));
  return context instanceof VmContext ? context : undefined;
}

/** `makeContext` of C++: marks the object, or makes one when none shall be marked. */
export function makeContext(host: ProcessHost, given: object | symbol): object {
  const isVanilla = given === host.symbols["vm_context_no_contextify"];
  const sandbox: object = isVanilla ? {} : (given as object);
  const names = new Set<PropertyKey>([...languageGlobals].filter((name) => name !== "console"));
  const context = new VmContext(sandbox, names, (code) => host.native.evaluate(code));
  setHidden(sandbox, keyOf(host), context);
  return isVanilla ? context.global : sandbox;
}
