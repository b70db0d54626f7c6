import type { Binding, BindingHost } from "@/lib/engine/node/binding-host";

/** What a tab can't have says so when it is asked for, in one sentence and with Node's own code for it. */
function refusing({ errors }: BindingHost, what: string): () => never {
  // A plain function, so that it refuses with and without `new`.
  return function () {
    throw errors.unavailable(what);
  };
}

export const createUdpBinding = (host: BindingHost): Binding => ({
  UDP: refusing(host, "A UDP socket (node:dgram)"),
});

export const createSqliteBinding = (host: BindingHost): Binding => ({
  DatabaseSync: refusing(host, "node:sqlite's database (sql.js is one in WebAssembly)"),
});

export function createHeapUtilsBinding({ errors }: BindingHost): Binding {
  const refuse = (): never => {
    throw errors.unavailable("A heap snapshot");
  };
  return { triggerHeapSnapshot: refuse, createHeapSnapshotStream: refuse };
}
