import type { Binding, BindingHost } from "@/lib/engine/node/binding-host";

/** The whole process is confined by the tab; Node's own permission model stays off. */
export function createPermissionBinding(_host: BindingHost): Binding {
  return { has: () => true, drop() {}, isEnabled: () => false };
}
