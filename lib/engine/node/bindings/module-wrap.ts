import type { Binding } from "@/lib/engine/node/binding-host";
import { compilerOf } from "@/lib/engine/node/modules/compiler";
import { importPhase, type ImportCallback } from "@/lib/engine/node/modules/dynamic-import";
import {
  callbacks,
  createFacade,
  moduleStatus,
  ModuleWrap,
  throwIfRejected,
} from "@/lib/engine/node/modules/module-wrap";
import type { ProcessHost } from "@/lib/engine/node/process-host";

export function createModuleWrapBinding(host: ProcessHost): Binding {
  return {
    ...moduleStatus,
    kSourcePhase: importPhase.source,
    kEvaluationPhase: importPhase.evaluation,
    ModuleWrap,
    setImportModuleDynamicallyCallback(callback: ImportCallback) {
      compilerOf(host).importCallback = callback;
    },
    setInitializeImportMetaObjectCallback(callback: typeof callbacks.meta) {
      callbacks.meta = callback;
    },
    createRequiredModuleFacade: createFacade,
    throwIfPromiseRejected: throwIfRejected,
  };
}
