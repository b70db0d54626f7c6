import { messageOf } from "@/lib/base";
import type { Plugin } from "prettier";

export interface FormatRequest {
  readonly id: number;
  readonly text: string;
  readonly parser: string;
  readonly options: Readonly<Record<string, unknown>>;
}

export type FormatAnswer =
  | { readonly id: number; readonly type: "formatted"; readonly text: string }
  | { readonly id: number; readonly type: "failed"; readonly reason: string };

const estree = () => import("prettier/plugins/estree");
const babel = [() => import("prettier/plugins/babel"), estree];
const postcss = [() => import("prettier/plugins/postcss")];
const html = [
  () => import("prettier/plugins/html"),
  () => import("prettier/plugins/postcss"),
  () => import("prettier/plugins/typescript"),
  ...babel,
];
const markdown = [
  () => import("prettier/plugins/markdown"),
  () => import("prettier/plugins/yaml"),
  () => import("prettier/plugins/typescript"),
  () => import("prettier/plugins/postcss"),
  ...babel,
];

/** What reads and writes each language, loaded when a file of it is first formatted. */
const pluginsOf: Readonly<Record<string, readonly (() => Promise<Plugin | { default: Plugin }>)[]>> = {
  babel,
  json: babel,
  jsonc: babel,
  json5: babel,
  "json-stringify": babel,
  typescript: [() => import("prettier/plugins/typescript"), estree],
  css: postcss,
  scss: postcss,
  less: postcss,
  html,
  vue: html,
  markdown,
  mdx: markdown,
  yaml: [() => import("prettier/plugins/yaml")],
  graphql: [() => import("prettier/plugins/graphql")],
  glimmer: [() => import("prettier/plugins/glimmer")],
};

async function answer({ id, text, parser, options }: FormatRequest): Promise<FormatAnswer> {
  try {
    const [{ format }, ...plugins] = await Promise.all([
      import("prettier/standalone"),
      ...(pluginsOf[parser] ?? []).map((load) => load()),
    ]);
    const { plugins: _, ...safe } = options;
    return { id, type: "formatted", text: await format(text, { parser, ...safe, plugins: plugins as Plugin[] }) };
  } catch (error) {
    return { id, type: "failed", reason: messageOf(error) };
  }
}

async function reply(request: FormatRequest): Promise<void> {
  self.postMessage(await answer(request));
}

self.addEventListener("message", ({ data }: MessageEvent<FormatRequest>) => {
  void reply(data);
});
