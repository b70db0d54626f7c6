import type { Workspace } from "@/lib/workspace";
import { findAgentKinds } from "../agents/project-kinds";
import type { AgentKind } from "../agents/kinds.data";
import { memoryNames, readMemory, type MemoryFile } from "./memory-files";
import { findDocuments, homes, type Found } from "./project-files";
import { readProjectSettings, type ProjectSettings } from "./project-settings";
import { findSkills, type Skill } from "./skills";

/** All that a project tells agents. */
export interface ProjectContext {
  readonly settings: ProjectSettings;
  readonly memory: readonly MemoryFile[];
  readonly skills: readonly Skill[];
  readonly commands: readonly Found[];
  readonly styles: readonly Found[];
  readonly kinds: readonly AgentKind[];
}

/** Whether a file, or a folder that comes or goes, may tell agents something. */
export const tellsAgents = (path: string): boolean =>
  memoryNames.includes(path) || homes.some((home) => path === home || path.startsWith(`${home}/`));

/** Reads what the project tells agents. Of a project that isn't trusted only the settings are read, for their deny rules. */
export async function readProjectContext(workspace: Workspace, trusted: boolean): Promise<ProjectContext> {
  const settings = await readProjectSettings(workspace);
  if (!trusted) return { settings, memory: [], skills: [], commands: [], styles: [], kinds: [] };
  const [memory, skills, commands, styles, kinds] = await Promise.all([
    readMemory(workspace),
    findSkills(workspace),
    findDocuments(workspace, "commands"),
    findDocuments(workspace, "output-styles"),
    findAgentKinds(workspace),
  ]);
  return { settings, memory, skills, commands, styles, kinds };
}
