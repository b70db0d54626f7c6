import { WebWorkerMLCEngineHandler } from "@mlc-ai/web-llm";

const handler = new WebWorkerMLCEngineHandler();

addEventListener("message", (message: MessageEvent) => {
  handler.onmessage(message);
});
