export { createBackgroundTasks, type BackgroundTask, type BackgroundTasks } from "./background-tasks";
export type { ChoicePrompt, Delegation, PlanVerdict, SkillInfo, TodoItem, ToolContext } from "./context";
export { diffFile, diffLines, hunksOf, splitLines, type DiffHunk, type DiffLine, type FileDiff } from "./diff";
export type { ConsoleEntry, PreviewDriver, PreviewState, WebPage, WebPort, WebResult } from "./ports";
export { builtInTools, createToolFinder, smallModelTools } from "./registry";
export { createSeenFiles, type SeenFiles } from "./seen-files";
export {
  defineTool,
  ToolError,
  type AccessContext,
  type CallPreview,
  type JsonSchema,
  type Locks,
  type ParsedCall,
  type Tool,
  type ToolOutput,
} from "./tool";
