export type { ProjectRecord } from "./database";
export { matchPath, rankPaths, type Ranked } from "./fuzzy";
export { compileGlobs } from "./glob";
export { isLeftOut, namesThatStayInSandbox, staysInSandbox } from "./leave-out";
export { requestLease, type Lease, type LeaseState } from "./lease";
export { createMemoryWorkspace } from "./memory-workspace";
export { startMirror, type Mirror } from "./mirror";
export { momentLabel, readMoment, type Moment } from "./moment";
export { projectPath } from "./path-rules";
export { openProjects, type NewProject, type Projects } from "./projects";
export {
  decodeText,
  matchesIn,
  searchExpression,
  searchFiles,
  searchPaths,
  type FileMatches,
  type SearchMatch,
  type SearchQuery,
} from "./text-search";
export { replaceMatch, replaceMatches, replacementFor } from "./text-replace";
export { findTemplate, loadTemplate } from "./templates/load-template";
export type { Template, TemplateFiles, TemplateId } from "./templates/template";
export { templates } from "./templates/templates.data";
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
