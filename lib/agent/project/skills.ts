import type { Workspace } from "@/lib/workspace";
import { findDocuments } from "./project-files";

export interface Skill {
  readonly name: string;
  readonly description: string;
  readonly folder: string;
  readonly text: string;
}

/** Skills are folders with a SKILL.md. Only names and descriptions are told to the model until it asks for one. */
export async function findSkills(workspace: Workspace): Promise<readonly Skill[]> {
  const documents = await findDocuments(workspace, "skills");
  return documents.flatMap(({ path, name, fields, body }) => {
    if (!/(?:^|\/)SKILL$/.test(name)) return [];
    const folder = path.slice(0, -"/SKILL.md".length);
    const own = fields.name ?? folder.slice(folder.lastIndexOf("/") + 1);
    return [{ name: own, description: fields.description ?? "", folder, text: body.trim() }];
  });
}

export const skillText = ({ folder, text }: Skill): string => `Its files are in ${folder}.\n\n${text}`;
