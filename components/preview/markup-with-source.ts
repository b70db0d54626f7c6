import type { PickedElement } from "@/lib/sandbox";
import { placeInProject, projectFile, type Studio } from "@/lib/studio";

/** The markup of an element with a comment before it that says which component of which file made it, where that is known. */
export async function markupWithSource(
  { workspace, runner }: Pick<Studio, "workspace" | "runner">,
  { html, text, component }: PickedElement,
): Promise<string> {
  const lines = [html];
  if (text !== "" && !html.includes(text)) lines.unshift(`<!-- Its text: ${plain(text)} -->`);
  if (!component) return lines.join("\n");
  const { name, file, line, column } = component;
  const place =
    file === undefined || line === undefined
      ? undefined
      : await placeInProject(workspace, { file, line, column: column ?? 1 }, runner.page.source);
  const path = place?.path ?? (file === undefined ? undefined : await projectFile(workspace, file));
  const where = path === undefined ? "" : ` in ${path}${place ? `:${place.line}` : ""}`;
  if (name === undefined && where === "") return lines.join("\n");
  return [`<!-- Made by ${plain(name ?? "a component")}${where} -->`, ...lines].join("\n");
}

/** A comment must not end where the page wants it to. */
const plain = (text: string): string => text.replaceAll("--", "- -").replace(/[<>]/gu, "");
