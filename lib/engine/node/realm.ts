import { createInterruptsBinding } from "@/lib/engine/node/bindings/interrupts";
import { createKernelCallsBinding } from "@/lib/engine/node/bindings/kernel-calls";
import type { ProcessHost } from "@/lib/engine/node/process-host";

const perContext = [
  "internal/per_context/primordials",
  "internal/per_context/domexception",
  "internal/per_context/messageport",
];

const bootstrap = [
  "internal/bootstrap/node",
  "internal/bootstrap/web/exposed-wildcard",
  "internal/bootstrap/web/exposed-window-or-worker",
];

const mainThread = ["internal/bootstrap/switches/is_main_thread", "internal/bootstrap/switches/does_own_process_state"];

const otherThread = [
  "internal/bootstrap/switches/is_not_main_thread",
  "internal/bootstrap/switches/does_not_own_process_state",
];

export interface Realm {
  /** Runs one of the library's `internal/main/…` scripts. */
  runMain(id: string): unknown;
  /** Makes the realm that of a thread: it was brought up as the main one's. */
  becomeThread(): void;
}

/** Brings Node's library up, in Node's own order. Nothing of this depends on the program that is to run. */
export function createRealm(host: ProcessHost): Realm {
  const { pack, privateSymbols, symbols, process } = host;
  const primordials = {};
  for (const id of perContext) pack.builtin(id)(host.perContext, primordials, privateSymbols, symbols);
  const getBinding = (name: string): unknown => host.binding(name);
  const getLinkedBinding = (name: string): unknown => {
    if (name === "interrupts") return createInterruptsBinding();
    if (name === "kernel") return createKernelCallsBinding();
    throw host.errors.node("ERR_INVALID_MODULE", `No such binding: ${name}`);
  };
  const loaders: { internalBinding: unknown; require: unknown } = { internalBinding: undefined, require: undefined };
  const builtins = host.binding("builtins");
  const setLoaders = builtins["setInternalLoaders"] as (internalBinding: unknown, require: unknown) => void;
  builtins["setInternalLoaders"] = (internalBinding: unknown, require: unknown): void => {
    Object.assign(loaders, { internalBinding, require });
    setLoaders(internalBinding, require);
  };
  pack.builtin("internal/bootstrap/realm")(process, getLinkedBinding, getBinding, primordials);
  const run = (id: string): unknown => pack.builtin(id)(process, loaders.require, loaders.internalBinding, primordials);
  for (const id of [...bootstrap, ...mainThread]) run(id);
  return {
    runMain: run,
    becomeThread() {
      for (const id of otherThread) run(id);
    },
  };
}
