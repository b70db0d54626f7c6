export { isLeftOut, namesThatStayInSandbox, staysInSandbox } from "./leave-out";
export { createMemoryWorkspace } from "./memory-workspace";
export { projectPath } from "./path-rules";
export type {
  Author,
  Checkpoint,
  Edit,
  FileDifference,
  History,
  Workspace,
  WorkspaceChange,
  WorkspaceEntry,
} from "./workspace";
