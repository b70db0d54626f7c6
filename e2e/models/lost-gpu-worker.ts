import { WebWorkerMLCEngineHandler, type ChatCompletionChunk } from "@mlc-ai/web-llm";
import { isWatchGpu, watchGpus } from "@/lib/models/engines/gpu-watch";

interface GpuScope {
  readonly gpu: { readonly requestAdapter: () => Promise<{ requestDevice: () => Promise<unknown> }> };
}

const chunk = (content: string) =>
  ({ choices: [{ index: 0, delta: { content }, finish_reason: null }] }) as unknown as ChatCompletionChunk;

async function* words(): AsyncGenerator<ChatCompletionChunk> {
  yield chunk("Hello wor");
  await new Promise(() => undefined);
}

/** The runtime's own worker, but for what computes words: no library for that is to be had offline. It does take a GPU. */
const handler = new WebWorkerMLCEngineHandler();
Object.assign(handler.engine, {
  async reload() {
    const adapter = await (navigator as unknown as GpuScope).gpu.requestAdapter();
    await adapter.requestDevice();
  },
  chatCompletion: async () => words(),
});

addEventListener("message", (message: MessageEvent) => {
  const [port] = message.ports;
  if (!isWatchGpu(message.data)) handler.onmessage(message);
  else if (port) watchGpus(port);
});
