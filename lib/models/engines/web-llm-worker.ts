import { WebWorkerMLCEngineHandler } from "@mlc-ai/web-llm";
import { isWatchGpu, watchGpus } from "./gpu-watch";

const handler = new WebWorkerMLCEngineHandler();

addEventListener("message", (message: MessageEvent) => {
  const [port] = message.ports;
  if (!isWatchGpu(message.data)) handler.onmessage(message);
  else if (port) watchGpus(port);
});
