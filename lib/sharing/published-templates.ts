import { loadTemplate } from "@/lib/workspace";
import { publishedTemplates } from "./published-templates.data";
import type { FindTemplate, TemplateFiles } from "./shared-project";

/** The key that a project builds on which comes from no template. */
const none = "none@1";

/** The key by which a link names the newest version of a template; a template that was never published can't be built on. */
export function publishedKey(template: string | undefined): string {
  const versions = Object.keys(publishedTemplates).filter((key) => key.startsWith(`${template}@`));
  return versions.at(-1) ?? none;
}

/** The templates that links may build on, each as it was when it was published. */
export const findPublished: FindTemplate = async (key) => {
  if (key === none) return new Map();
  if (!Object.hasOwn(publishedTemplates, key)) return undefined;
  const own = publishedTemplates[key]?.files;
  return asShared(own ? await own() : await loadTemplate(key.slice(0, key.indexOf("@"))));
};

function asShared(files: Readonly<Record<string, string>>): TemplateFiles {
  const encoder = new TextEncoder();
  return new Map(
    Object.entries(files).map(([path, text]) => [path, { mode: 0o644, content: encoder.encode(text) }] as const),
  );
}

/** What a template's files come to, to tell whether they are still those that links know. */
export async function templateHash(files: TemplateFiles): Promise<string> {
  const listed = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([path, { content }]) => [path, [...content]]);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(listed)));
  return [...new Uint8Array(digest).subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
