export type {
  Author,
  Checkpoint,
  FileDifference,
  History,
  Workspace,
  WorkspaceChange,
  WorkspaceEntry,
} from "./workspace";
