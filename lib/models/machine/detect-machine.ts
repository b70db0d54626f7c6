import type { Gpu, Machine } from "./machine";

/** The parts of WebGPU that are asked, which TypeScript's DOM doesn't know yet. */
interface Adapter {
  readonly features: { readonly has: (name: string) => boolean };
  readonly limits: { readonly maxStorageBufferBindingSize: number };
  readonly info?: { readonly vendor: string; readonly architecture: string; readonly isFallbackAdapter?: boolean };
  readonly isFallbackAdapter?: boolean;
}

interface GpuAccess {
  readonly requestAdapter: (options: { readonly powerPreference: string }) => Promise<Adapter | null>;
}

/** Asks the browser once what it has. Nothing is loaded for it. */
export async function detectMachine(): Promise<Machine> {
  const storage: StorageEstimate = await navigator.storage.estimate().catch(() => ({}));
  const { quota, usage } = storage;
  return {
    gpu: await detectGpu((navigator as { readonly gpu?: GpuAccess }).gpu),
    cores: navigator.hardwareConcurrency,
    memory: (navigator as { readonly deviceMemory?: number }).deviceMemory,
    freeStorage: quota === undefined ? undefined : quota - (usage ?? 0),
    persistent: await navigator.storage.persisted().catch(() => false),
    isolated: globalThis.crossOriginIsolated,
    memory64: hasMemory64(),
    online: navigator.onLine,
  };
}

/** A renderer on the processor that calls itself a GPU is none: a model on it would take minutes for a word. */
export async function detectGpu(access: GpuAccess | undefined): Promise<Gpu> {
  if (!access) return { type: "none", why: "This browser has no WebGPU, or keeps it from this page." };
  const adapter = await access.requestAdapter({ powerPreference: "high-performance" }).catch(() => null);
  if (!adapter) return { type: "none", why: "The browser knows WebGPU but found no GPU that it would use." };
  if (isSoftware(adapter)) return { type: "none", why: "The browser draws with the processor instead of a GPU." };
  return {
    type: "gpu",
    name: [adapter.info?.vendor, adapter.info?.architecture].filter(Boolean).join(" ") || "GPU",
    f16: adapter.features.has("shader-f16"),
    largestBuffer: adapter.limits.maxStorageBufferBindingSize,
  };
}

function isSoftware({ info, isFallbackAdapter }: Adapter): boolean {
  const named = /swiftshader|llvmpipe|software/i.test(`${info?.vendor} ${info?.architecture}`);
  return named || isFallbackAdapter === true || info?.isFallbackAdapter === true;
}

function hasMemory64(): boolean {
  // A module with nothing but one 64-bit memory of one page.
  const page = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 5, 3, 1, 4, 1]);
  return WebAssembly.validate(page);
}
