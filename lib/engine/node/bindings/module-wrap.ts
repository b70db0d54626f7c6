import type { Binding } from "@/lib/engine/node/binding-host";
import type { ProcessHost } from "@/lib/engine/node/process-host";

export function createModuleWrapBinding(_host: ProcessHost): Binding {
  return {};
}
