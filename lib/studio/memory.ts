import type { Disposable } from "@/lib/base";
import type { Computer } from "./computer";

/** What the browser tells of the heap of this page's own scripts. */
export interface Heap {
  readonly used: number;
  readonly most: number;
}

export interface MemoryFacts {
  readonly heap: Heap | undefined;
  /** The page with its Workers, such as the language services. */
  readonly page: number | undefined;
  /** The engine: the project's files and programs. */
  readonly engine: number | undefined;
  /** The memory of the whole device. */
  readonly device: number | undefined;
}

export interface MemoryFigures {
  readonly used: number;
  readonly most: number;
  /** Soon something will fail for want of memory. */
  readonly isShort: boolean;
}

const high = 0.75;
/** What a tab may take of a device before everything on it suffers. */
const share = 0.5;

/**
 * What there is to tell; undefined where the browser tells nothing. A heap of scripts has an end of its own, which is reached
 * long before the device's where one script holds all; Workers and programs each have theirs, and together meet the device's.
 */
export function judgeMemory({ heap, page, engine, device }: MemoryFacts): MemoryFigures | undefined {
  const own = Math.max(heap?.used ?? 0, page ?? 0);
  const used = own + (engine ?? 0);
  const most = device === undefined ? heap?.most : device * share;
  if (used === 0 || most === undefined) return undefined;
  const isShort = used > most * high || (heap !== undefined && heap.used > heap.most * high);
  return { used, most, isShort };
}

/** Chromium tells it; other browsers don't. */
function readHeap(): Heap | undefined {
  const { memory } = performance as { memory?: { usedJSHeapSize: number; jsHeapSizeLimit: number } };
  return memory && { used: memory.usedJSHeapSize, most: memory.jsHeapSizeLimit };
}

function readDevice(): number | undefined {
  const { deviceMemory } = navigator as { deviceMemory?: number };
  return deviceMemory === undefined ? undefined : deviceMemory * 2 ** 30;
}

interface Measuring {
  readonly measureUserAgentSpecificMemory?: () => Promise<{ readonly bytes: number }>;
}

/** The page with its Workers. The browser counts when it tidies up next, which may take a minute; and only for an isolated page. */
async function measurePage(): Promise<number | undefined> {
  const measuring = performance as Performance & Measuring;
  if (!crossOriginIsolated || !measuring.measureUserAgentSpecificMemory) return undefined;
  return (await measuring.measureUserAgentSpecificMemory()).bytes;
}

/** The engine's word is the project's: whatever isn't an amount is none. */
const amount = (told: unknown): number | undefined =>
  typeof told === "number" && Number.isFinite(told) && told >= 0 ? told : undefined;

async function askEngine(computer: Computer): Promise<number | undefined> {
  const now = computer.state.get();
  return now.type === "ready" ? amount(await now.sandbox.memory().catch(() => undefined)) : undefined;
}

const pause = 4000;

/** Tells again and again how much memory there is and how much of it is used, as long as the tab is seen. */
export function watchMemory(computer: Computer, tell: (figures: MemoryFigures | undefined) => void): Disposable {
  let page: number | undefined;
  let isMeasuring = false;
  let isOver = false;
  const measure = async () => {
    isMeasuring = true;
    page = await measurePage().catch(() => undefined);
    isMeasuring = false;
  };
  const look = async () => {
    if (document.visibilityState === "hidden") return;
    if (!isMeasuring) void measure();
    const engine = await askEngine(computer);
    if (!isOver) tell(judgeMemory({ page, engine, heap: readHeap(), device: readDevice() }));
  };
  void look();
  const timer = setInterval(() => void look(), pause);
  return {
    dispose() {
      isOver = true;
      clearInterval(timer);
    },
  };
}
