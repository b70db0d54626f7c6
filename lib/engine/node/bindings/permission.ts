import type { Binding } from "@/lib/engine/node/binding-host";
import { permissionsOf } from "@/lib/engine/node/permissions/permission";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { textOf } from "@/lib/engine/protocol/parts";

const textOrNothing = (given: string | Uint8Array | null | undefined): string | undefined =>
  given === undefined || given === null ? undefined : textOf(given);

/** What `process.permission` asks. Without `--permission` a process may do whatever the tab lets it. */
export const createPermissionBinding = (host: ProcessHost): Binding => ({
  has: (scope: string, reference?: string | Uint8Array | null) =>
    permissionsOf(host)?.has(scope, textOrNothing(reference)) ?? true,
  drop(scope: string, reference?: string | Uint8Array | null) {
    permissionsOf(host)?.drop(scope, textOrNothing(reference));
  },
});
