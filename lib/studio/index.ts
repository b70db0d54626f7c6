export { keepApp, type AppUpdates } from "./app-updates";
export { createBoot, createPassingBoot } from "./boot-sandbox";
export { checkStrings } from "./check-language";
export type { Check, CheckGroup, CheckId, Finding } from "./check/check";
export { outsideChecks } from "./check/network-checks";
export { ownChecks } from "./check/own-checks";
export { reportOf } from "./check/report";
export { runCheck } from "./check/run-check";
export type { CheckStrings } from "./strings/check-en.data";
export type { Calm } from "./calm";
export { momentStrings, sayLabel } from "./checkpoint-label";
export { createCommands, type Command, type Commands } from "./commands";
export type { BootSandbox, Computer, ComputerState } from "./computer";
export type { Document, SaveState } from "./document";
export type { Content } from "./document-kind";
export type { Documents } from "./documents";
export {
  activeGroup,
  activeTab,
  moveTab,
  reopenTab,
  shownTab,
  showTab,
  splitGroup,
  stepTab,
  type EditorTabs,
  type OpenOptions,
  type Tab,
  type TabGroup,
} from "./editor-tabs";
export type { DoneAction, FileActions } from "./file-actions";
export { drawGraph, type GraphRow } from "./git/draw-graph";
export type { CommitFile, GitDesk } from "./git/git-desk";
export type { GitFacts, GitState } from "./git/git-state";
export type { GitDone } from "./git/git-actions";
export { hostOf, type RemoteState, type RemoteWork } from "./git/git-remote";
export type { CommitName, GitCommit } from "./git/parse-log";
export type { ChangeKind, GitChange, GitStatus } from "./git/parse-status";
export { readRepositoryUrl, type RepositoryPlace } from "./git/repository-url";
export { isFileName } from "./file-name";
export { gitStrings, type GitStrings } from "./git-language";
export type { FolderSync } from "./folder-sync";
export { importFiles, largestImport, type Incoming } from "./import-files";
export { importRepository } from "./import-repository";
export { createInstallOffer } from "./install-offer";
export { rebind } from "./keybindings";
export { keysOf, showKeys } from "./keys";
export { createStrings } from "./language";
export { modelStrings, type ModelStrings } from "./model-language";
export { loadSharing } from "./load-sharing";
export { shareGateScript } from "./share-gate";
export { sharingStrings } from "./sharing-language";
export type { CollectedShare } from "./sharing/collect-share";
export type { ForkPoint } from "./sharing/fork-shared";
export type { MadeShare, SecretChoices } from "./sharing/make-share";
export type { SharedWork } from "./sharing/open-shared";
export type { OwnShare } from "./sharing/own-shares";
export type { ReadShareAnswer as ShortLinkFacts, ShareReport } from "@/lib/sharing";
export type { Provenance } from "./sharing/provenance";
export type { FileSet } from "./sharing/replay-files";
export type { Sharing } from "./sharing/sharing";
export type { Visit } from "./sharing/visit";
export { embedProtocol, readEmbedRequest, type EmbedAnswer, type EmbedEvent, type EmbedRequest } from "@/lib/sharing";
export type { FoundSecret, PhishingSign, SecretChoice, SharedFile, SharedProject, ShareView } from "@/lib/sharing";
export type { SharingStrings } from "./strings/sharing-en.data";
export { openModelDesk, type ModelDesk } from "./model-desk";
export {
  arrangements,
  fitting,
  keepSizes,
  nextArrangement,
  showRegion,
  showSide,
  togglePart,
  toggleSide,
  visibleIn,
  workIn,
  type Arrangement,
  type Layout,
  type Part,
  type Region,
  type SideView,
  type Visible,
} from "./layout";
export type { CursorState, OpenEditors, Place, Problem, Target } from "./open-editors";
export { openStudio } from "./open-studio";
export type { PageFacts } from "./page-words";
export type { PreviewPage } from "./preview-page";
export { placeInProject, positionIn, projectFile, type RawPosition } from "./source-position";
export { isUnderWay, shownPort, type OpenPort, type PreviewState, type RunState } from "./preview-state";
export { createRemembered, type RememberedStore } from "./remembered";
export type { Runner } from "./runner";
export { failureStrings } from "./failure-language";
export { sayFailure } from "./told-failure";
export type { Trash, TrashEntry } from "./trash";
export { manifestPath, readManifest, type ManifestFault, type ManifestReading } from "./manifest";
export { watchMemory, type MemoryFigures } from "./memory";
export { createSettings, readSettings, settingsKey, type Language, type Settings, type Theme } from "./settings";
export { createShelf, isProjectId, type Shelf, type ShelfState } from "./shelf";
export type { Strings } from "./strings/en.data";
export type { Notice } from "./notices";
export type { Studio, StudioOptions } from "./studio";
export type { TerminalSession, TerminalState } from "./terminal-session";
export type { Terminals, TerminalsState } from "./terminals";
export { zipProject } from "./zip";
export type { ChatStrings } from "./strings/chat-en.data";
export type { DecisionWords } from "./strings/decisions-en.data";
export type { Assistant } from "./assistant";
export type { AssistantWaker } from "./wake-assistant";

/** What views of models need, so that they have one door to go through. */
export {
  beginOpenRouterSignIn,
  checkConnection,
  choiceFor,
  cloudProviders,
  createModelCatalogue,
  detectMachine,
  finishOpenRouterSignIn,
  findServers,
  isThere,
  comesAhead,
  judge,
  measureSpeed,
  modelTasks,
  probeTools,
  recommend,
  type Situation,
  runsWhere,
  tourEntry,
  type CloudProvider,
  type ConnectionReport,
  type DownloadState,
  type Fit,
  type FoundServer,
  type KeyProtection,
  type KeyStore,
  type Machine,
  type ModelEntry,
  type ModelTask,
  type Runs,
  type Speed,
  type StoredModel,
} from "@/lib/models";
export { connectionScript, isConfigured } from "./connections";
export { readMissing, requirements, requirementScript, type Requirement } from "./requirements";
export { projectForRepository, takeWantedRepository } from "./wanted-repository";
