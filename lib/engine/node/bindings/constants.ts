import type { Binding, BindingHost } from "@/lib/engine/node/binding-host";

/** Numbers and names can't be written; what holds them can, for the library adds to it. */
function fixed(record: object): object {
  for (const [key, value] of Object.entries(record) as [string, unknown][]) {
    if (typeof value === "object" && value !== null) fixed(value);
    else Object.defineProperty(record, key, { value, writable: false, configurable: false, enumerable: true });
  }
  return record;
}

/** `internalBinding("constants")`. */
export const createConstantsBinding = (host: BindingHost): Binding => fixed(host.shape("constants")) as Binding;
