import { loadTemplate, templates } from "@/lib/workspace";
import { drawPicture, type Picture } from "./draw-picture";

/** A picture of each template: of the file that it opens with. */
export async function drawTemplates(): Promise<Readonly<Record<string, Picture>>> {
  const drawn = templates.map(async ({ id, opens = "README.md" }) => {
    const files = await loadTemplate(id);
    return [id, drawPicture(opens, files[opens] ?? "")] as const;
  });
  return Object.fromEntries(await Promise.all(drawn));
}
