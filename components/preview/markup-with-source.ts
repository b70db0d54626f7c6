import type { PickedElement, SourcePlace } from "@/lib/sandbox";
import { placeInProject, projectFile, type Studio } from "@/lib/studio";

type Page = Pick<Studio, "workspace" | "runner">;

/** The markup of an element with a comment before it that says which component of which file made it, where that is known. */
export async function markupWithSource(page: Page, { html, text, component }: PickedElement): Promise<string> {
  const lines = text === "" || html.includes(text) ? [html] : [`<!-- Its text: ${plain(text)} -->`, html];
  const maker = component && (await makerOf(page, component));
  return [...(maker ? [`<!-- Made by ${maker} -->`] : []), ...lines].join("\n");
}

async function makerOf({ workspace, runner }: Page, { name, file, line, column = 1 }: SourcePlace) {
  const known = plain(name ?? "a component");
  if (file === undefined) return name === undefined ? undefined : known;
  const place =
    line === undefined ? undefined : await placeInProject(workspace, { file, line, column }, runner.page.source);
  if (place) return `${known} in ${place.path}:${place.line}`;
  const path = await projectFile(workspace, file);
  return path === undefined ? known : `${known} in ${path}`;
}

/** A comment must not end where the page wants it to. */
const plain = (text: string): string => text.replaceAll("--", "- -").replace(/[<>]/gu, "");
