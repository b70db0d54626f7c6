import { isWatchGpu, watchGpus } from "@/lib/models/engines/gpu-watch";

interface GpuScope {
  readonly gpu: { readonly requestAdapter: () => Promise<{ requestDevice: () => Promise<unknown> }> };
}

/** As a runtime's worker: it takes a GPU, says so, and never says another word. */
async function takeGpu(): Promise<void> {
  const adapter = await (navigator as unknown as GpuScope).gpu.requestAdapter();
  await adapter.requestDevice();
  postMessage("taken");
}

addEventListener("message", ({ data, ports: [port] }: MessageEvent) => {
  if (!isWatchGpu(data) || !port) return;
  watchGpus(port);
  void takeGpu();
});
