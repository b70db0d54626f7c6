import { applyPatch } from "./apply-patch";
import { runBash } from "./bash";
import { configure } from "./config";
import { delegateTool, sendMessage } from "./delegate";
import { editFile } from "./edit";
import { runGit } from "./git";
import { globFiles } from "./glob";
import { grepFiles } from "./grep";
import { notebookEdit } from "./notebook-edit";
import { enterPlanMode, exitPlanMode } from "./plan-mode";
import { previewTool } from "./preview";
import { readFile } from "./read";
import { runRepl } from "./repl";
import { useSkill } from "./skill";
import { sleepTool } from "./sleep";
import { structuredOutput } from "./structured-output";
import { monitor, taskList, taskOutput, taskStop } from "./tasks";
import { todoWrite } from "./todo-write";
import type { Tool } from "./tool";
import { toolSearch } from "./tool-search";
import { askUser, tellUser } from "./user";
import { webFetch, webSearch } from "./web";
import { writeFile } from "./write";

/** Every built-in tool, in the order in which a model is told of them. */
export const builtInTools: readonly Tool[] = [
  readFile,
  writeFile,
  editFile,
  applyPatch,
  globFiles,
  grepFiles,
  runBash,
  taskOutput,
  taskStop,
  monitor,
  previewTool,
  webFetch,
  todoWrite,
  delegateTool,
  askUser,
  enterPlanMode,
  exitPlanMode,
  useSkill,
  toolSearch,
  taskList,
  notebookEdit,
  webSearch,
  sendMessage,
  tellUser,
  configure,
  structuredOutput,
  sleepTool,
  runRepl,
  runGit,
];

/** All that a small model is told of: more would fill its window and confuse it. */
export const smallModelTools: readonly string[] = ["Read", "Write", "Edit", "Glob", "Grep", "Bash"];

/** By name or alias, own names first; case counts only where it must. */
export function createToolFinder(tools: readonly Tool[]): (name: string) => Tool | undefined {
  const names = new Map<string, Tool>();
  const add = (name: string, tool: Tool) => {
    if (!names.has(name)) names.set(name, tool);
  };
  for (const tool of tools) add(tool.name, tool);
  for (const tool of tools) for (const alias of tool.aliases) add(alias, tool);
  for (const [name, tool] of [...names]) add(name.toLowerCase(), tool);
  return (name) => names.get(name) ?? names.get(name.toLowerCase());
}
