export type {
  PageAsk,
  PageNews,
  PageQuestion,
  PageReply,
  PageShortcut,
  PickedElement,
  SourcePlace,
} from "@/lib/engine";
export { chooseDriver, type DriverChoice, type DriverDecision, type DriverFacts } from "./choose-driver";
export type {
  Entry,
  Exit,
  FileChange,
  FileTree,
  FileTreeEntry,
  ListedEntry,
  PortEvent,
  PreviewEvent,
  Sandbox,
  SandboxCapabilities,
  SandboxFiles,
  SandboxProcess,
  SpawnOptions,
} from "./sandbox";
