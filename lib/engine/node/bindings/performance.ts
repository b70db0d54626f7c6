import type { Binding } from "@/lib/engine/node/binding-host";
import { Histogram } from "@/lib/engine/node/bindings/performance/histogram";
import { LoopDelay } from "@/lib/engine/node/bindings/performance/loop-delay";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { constantsOf } from "@/lib/engine/node/tables/constants-of";

export function createPerformanceBinding({ native, tables, loop }: ProcessHost): Binding {
  const { performance } = native;
  const constants = constantsOf(tables, "performance");
  const started = performance.now();
  const milestones = new Float64Array(Math.max(16, Object.keys(constants).length)).fill(-1);
  const mark = (name: string, value: number): void => {
    const index = constants[name];
    if (index !== undefined) milestones[index] = value;
  };
  const originNs = 1;
  mark("NODE_PERFORMANCE_MILESTONE_TIME_ORIGIN", originNs);
  mark("NODE_PERFORMANCE_MILESTONE_TIME_ORIGIN_TIMESTAMP", (performance.timeOrigin + started) * 1e3);
  // One after the other, as close together as a Worker begins.
  for (const [order, name] of ["NODE_START", "V8_START", "ENVIRONMENT", "LOOP_START"].entries()) {
    mark(`NODE_PERFORMANCE_MILESTONE_${name}`, originNs + (1 + order) * 1e3);
  }
  const now = (): number => performance.now() - started;
  return {
    observerCounts: new Uint32Array(16),
    milestones,
    now,
    loopIdleTime: () => loop.idle.total,
    Histogram: class extends Histogram {
      constructor(lowest: number | bigint, highest: number | bigint, figures: number) {
        super({ lowest: Number(lowest), highest: Number(highest), figures }, () => native.performance.now());
      }
    },
    createELDHistogram: (resolution: number) => new LoopDelay(native, resolution),
    uvMetricsInfo: () => [0, 0, 0],
    markBootstrapComplete() {
      mark("NODE_PERFORMANCE_MILESTONE_BOOTSTRAP_COMPLETE", originNs + now() * 1e6);
    },
    setupObservers() {},
    installGarbageCollectionTracking() {},
    removeGarbageCollectionTracking() {},
    notify() {},
  };
}
