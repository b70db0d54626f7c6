import type { Binding } from "@/lib/engine/node/binding-host";
import { permissionsOf } from "@/lib/engine/node/permissions/permission";
import type { ProcessHost } from "@/lib/engine/node/process-host";

const textOrNothing = (given: unknown): string | undefined =>
  given === undefined || given === null ? undefined : String(given);

/** What `process.permission` asks. Without `--permission` a process may do whatever the tab lets it. */
export const createPermissionBinding = (host: ProcessHost): Binding => ({
  has: (scope: string, reference?: unknown) => permissionsOf(host)?.has(scope, textOrNothing(reference)) ?? true,
  drop(scope: string, reference?: unknown) {
    permissionsOf(host)?.drop(scope, textOrNothing(reference));
  },
});
