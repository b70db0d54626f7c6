import type { Binding } from "@/lib/engine/node/binding-host";
import { createCopyTreeCalls } from "@/lib/engine/node/bindings/fs/copy-tree";
import { createDescriptorCalls } from "@/lib/engine/node/bindings/fs/by-descriptor";
import { createPathCalls } from "@/lib/engine/node/bindings/fs/by-path";
import { createFileHandleCalls } from "@/lib/engine/node/bindings/fs/file-handle";
import { createModuleFileCalls } from "@/lib/engine/node/bindings/fs/module-files";
import { createRemovalCalls } from "@/lib/engine/node/bindings/fs/removal";
import { createRequests } from "@/lib/engine/node/bindings/fs/request";
import { StatWatcher } from "@/lib/engine/node/bindings/fs/stat-watcher";
import { createStatReader, fieldCount } from "@/lib/engine/node/bindings/fs/stats";
import { createWholeFileCalls } from "@/lib/engine/node/bindings/fs/whole-files";
import type { ProcessHost } from "@/lib/engine/node/process-host";

/** `internalBinding("fs")`: every call of it is one call to the kernel, or few. */
export function createFsBinding(host: ProcessHost): Binding {
  const requests = createRequests(host);
  const stats = createStatReader();
  return {
    kFsStatsFieldsNumber: fieldCount,
    kUsePromises: requests.promises,
    statValues: stats.statValues,
    bigintStatValues: stats.bigintStatValues,
    FSReqCallback: requests.FSReqCallback,
    ...createPathCalls(requests, stats, () => host.syscalls.numbers),
    ...createDescriptorCalls(requests, stats, host),
    ...createWholeFileCalls(host),
    ...createModuleFileCalls(host),
    ...createFileHandleCalls(requests, host),
    ...createRemovalCalls(host),
    ...createCopyTreeCalls(host),
    StatWatcher,
  };
}
