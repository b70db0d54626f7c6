export { createModelCatalogue, type ModelCatalogue } from "./catalogue/catalogue";
export { costOf, type TokenCount } from "./catalogue/cost";
export {
  runsWhere,
  type CloudProviderId,
  type ModelEntry,
  type ModelPrice,
  type ModelSource,
  type Runs,
} from "./catalogue/model-entry";
export {
  choiceFor,
  defaultModelSettings,
  modelTasks,
  parseModelSettings,
  type ModelSettings,
  type ModelTask,
  type OwnServer,
} from "./catalogue/model-settings";
export { parseEntries } from "./catalogue/parse-entry";
export { defaultModelId } from "./catalogue/presets.data";
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
export { checkConnection, type Connection, type ConnectionReport } from "./cloud/check-connection";
export type { Diagnosis } from "./cloud/diagnose";
export { beginOpenRouterSignIn, finishOpenRouterSignIn } from "./cloud/openrouter-sign-in";
export { cloudProviders, type CloudProvider } from "./cloud/providers.data";
export { createDownloads, type Downloads, type DownloadState } from "./downloads/downloads";
export { comesAhead } from "./downloads/fetch-ahead";
export { createModelFiles, type ModelFiles, type StoredFile } from "./downloads/model-files";
export { browserShelf, memoryShelf } from "./downloads/part-shelf";
export type { StoredModel } from "./downloads/stored-models";
export { browserKeyBox, noKeyBox } from "./keys/browser-key-box";
export { createKeyStore, type KeyProtection, type KeyStore, type KeyStoreStatus } from "./keys/key-store";
export { createLanguageModel, type LanguageModelOptions } from "./language-model";
export { measureSpeed, type Speed } from "./measure-speed";
export { ModelFailure, type ModelFailureCode, type WayOn } from "./model-failure";
export { detectMachine } from "./machine/detect-machine";
export { judge, type Fit } from "./machine/judge";
export type { Gpu, Machine } from "./machine/machine";
export { recommend, type Recommendation, type Situation } from "./machine/recommend";
export { createModelOpener, type ModelOpener, type OpenedModel, type ResidentModel } from "./open-model";
export { findServers, isThere, type FoundServer } from "./servers/find-servers";
export { probeTools, type ToolProbe } from "./servers/probe-tools";
export { smallModeFor, smallModelInstructions, type SmallMode } from "./small/small-mode";
export { tourEntry } from "./tour/tour-entry";
