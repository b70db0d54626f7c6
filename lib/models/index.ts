export type {
  ChatCall,
  ChatChunk,
  ChatEngine,
  ChatMessage,
  ChatRequest,
  ChatTool,
  EndReason,
  LoadOptions,
  LoadProgress,
} from "./chat-engine";
export { createLanguageModel, type LanguageModelOptions } from "./language-model";
export { ModelFailure, type ModelFailureCode, type WayOn } from "./model-failure";
export { smallModeFor, smallModelInstructions, type SmallMode } from "./small/small-mode";
