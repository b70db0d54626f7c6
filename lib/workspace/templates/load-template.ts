import { Failure } from "@/lib/base";
import type { Template, TemplateFiles, TemplateId } from "./template";
import { templates } from "./templates.data";

/** The contents come on demand: a page that only lists templates carries none of them. */
const contents: Readonly<Record<TemplateId, () => Promise<{ readonly files: TemplateFiles }>>> = {
  empty: () => import("./empty.data"),
  node: () => import("./node.data"),
  typescript: () => import("./typescript.data"),
  express: () => import("./express.data"),
  react: () => import("./react.data"),
  vue: () => import("./vue.data"),
  svelte: () => import("./svelte.data"),
  vanilla: () => import("./vanilla.data"),
  static: () => import("./static.data"),
  python: () => import("./python.data"),
  kata: () => import("./kata.data"),
};

export function findTemplate(id: string): Template | undefined {
  return templates.find((template) => template.id === id);
}

export async function loadTemplate(id: string): Promise<TemplateFiles> {
  const template = findTemplate(id);
  if (!template) {
    throw new Failure(
      "ENOENT",
      `There is no template "${id}". Known: ${templates.map((known) => known.id).join(", ")}.`,
    );
  }
  return (await contents[template.id]()).files;
}
