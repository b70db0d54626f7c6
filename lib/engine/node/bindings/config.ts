import type { Binding, BindingHost } from "@/lib/engine/node/binding-host";

/** What this build of Node has: no debugger, everything else. */
export function createConfigBinding({ native }: BindingHost): Binding {
  return {
    hasInspector: false,
    hasTracing: false,
    fipsMode: false,
    getDefaultLocale: () => native.navigator.language,
  };
}
