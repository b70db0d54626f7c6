export type { ProjectRecord } from "./database";
export { isLeftOut, namesThatStayInSandbox, staysInSandbox } from "./leave-out";
export { requestLease, type Lease, type LeaseState } from "./lease";
export { createMemoryWorkspace } from "./memory-workspace";
export { startMirror, type Mirror } from "./mirror";
export { projectPath } from "./path-rules";
export { openProjects, type NewProject, type Projects } from "./projects";
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
