import type { Binding } from "@/lib/engine/node/binding-host";
import type { ProcessHost } from "@/lib/engine/node/process-host";

const gigabyte = 1024 ** 3;

/** What a browser gives a Worker's heap: no one tells, so this is the limit that Chromium's 64-bit builds have. */
const heapLimit = 4 * gigabyte;

/** A browser shows no statistics of the heap. What programs size their caches by is there; what isn't known is 0. */
export function createV8Binding({ tables }: ProcessHost): Binding {
  const numbers = tables.bindings["v8"] as Readonly<Record<string, unknown>>;
  const at = (name: string): number => Number(numbers[name]);
  const heapStatisticsBuffer = new Float64Array(14);
  return {
    heapStatisticsBuffer,
    updateHeapStatisticsBuffer() {
      const used = 32 * 1024 ** 2;
      heapStatisticsBuffer[at("kTotalHeapSizeIndex")] = used * 2;
      heapStatisticsBuffer[at("kTotalPhysicalSizeIndex")] = used * 2;
      heapStatisticsBuffer[at("kTotalAvailableSize")] = heapLimit - used;
      heapStatisticsBuffer[at("kUsedHeapSizeIndex")] = used;
      heapStatisticsBuffer[at("kHeapSizeLimitIndex")] = heapLimit;
      heapStatisticsBuffer[at("kNumberOfNativeContextsIndex")] = 1;
    },
    cachedDataVersionTag: () => 0,
    isStringOneByteRepresentation: (text: string) => Array.from(text).every((character) => character <= "\u00FF"),
  };
}
