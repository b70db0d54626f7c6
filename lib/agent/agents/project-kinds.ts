import type { Workspace } from "@/lib/workspace";
import { listField } from "../project/frontmatter";
import { findDocuments } from "../project/project-files";
import { agentKinds, type AgentKind } from "./kinds.data";

/** Helpers that the project describes in Markdown: `name`, `description`, `tools`, and instructions. */
export async function findAgentKinds(workspace: Workspace): Promise<readonly AgentKind[]> {
  const general = agentKinds.at(-1);
  if (!general) return [];
  return (await findDocuments(workspace, "agents")).map(({ name, fields, body }) => {
    const tools = listField(fields.tools);
    return {
      name: fields.name ?? name,
      description: fields.description ?? "",
      instructions: body.trim(),
      budget: general.budget,
      ...(tools.length > 0 ? { tools } : {}),
    };
  });
}
