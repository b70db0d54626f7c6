export type Capability = "isolation" | "sharedMemory" | "serviceWorker" | "storage" | "locks";

/** The parts of a browser's global scope that the workbench can't do without. */
export interface BrowserScope {
  readonly crossOriginIsolated?: boolean;
  readonly SharedArrayBuffer?: unknown;
  readonly indexedDB?: unknown;
  readonly navigator: { readonly serviceWorker?: unknown; readonly locks?: unknown };
}

/** What this browser lacks, or an empty list when everything can start. */
export function missingCapabilities(scope: BrowserScope): readonly Capability[] {
  const has: Readonly<Record<Capability, boolean>> = {
    isolation: scope.crossOriginIsolated === true,
    sharedMemory: scope.SharedArrayBuffer !== undefined,
    serviceWorker: scope.navigator.serviceWorker !== undefined,
    storage: scope.indexedDB !== undefined,
    locks: scope.navigator.locks !== undefined,
  };
  return (Object.keys(has) as Capability[]).filter((name) => !has[name]);
}
