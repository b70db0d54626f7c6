export { connectEngine, type ConnectOptions, type EngineConnection } from "./client/connect";
export { openByteStream, type ByteStream } from "./protocol/byte-stream";
export type { EngineChange, EngineFacts, EnginePort, EnginePreviewEvent } from "./protocol/app-messages";
export type { TreeFile } from "./protocol/page-messages";
export type {
  PageAsk,
  PageNews,
  PageQuestion,
  PageReply,
  PageShortcut,
  PickedElement,
  SourcePlace,
} from "./preview/questions";
export { signals, type SignalName } from "./protocol/signals.data";
