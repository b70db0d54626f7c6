import type { KernelStats } from "../protocol/page-messages";

/** What a Worker with Node's library and an idle program holds, as Chromium counts it. */
const perWorker = 6_400_000;

/**
 * Bytes that the machine takes, at least: its files, and its programs without what each has made. No browser tells that of a
 * Worker that is parked until something happens, as that of a program is.
 */
export const memoryOf = ({ bytes, processes, idleWorkers }: KernelStats): number =>
  bytes + (processes + idleWorkers) * perWorker;
