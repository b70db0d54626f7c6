import { basename, dirname, extname, relativePath } from "@/lib/base";
import { compileGlobs } from "@/lib/workspace";

/** Options as Prettier takes them, and the ways of a project that only its own Prettier can go. */
export interface FormatConfig {
  /** The folder that the file of the configuration is in. */
  readonly folder: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Where a folder may say how its files are formatted, first found first. */
export const configNames: readonly string[] = [
  "package.json",
  ".prettierrc",
  ".prettierrc.json",
  ".prettierrc.yaml",
  ".prettierrc.yml",
];

/** A configuration that is a program. The app doesn't run it; the project's own Prettier does. */
export const programNames: readonly string[] = ["js", "mjs", "cjs", "ts", "mts", "cts"].flatMap((ending) => [
  `.prettierrc.${ending}`,
  `prettier.config.${ending}`,
]);

/** The folders from that of a file up to the project. */
export function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let at = dirname(path); at !== "." && at !== ""; at = dirname(at)) folders.push(at);
  return [...folders, ""];
}

/** What holds for one file: the general options, then each override that names it. */
export function optionsFor(path: string, { folder, options }: FormatConfig): Readonly<Record<string, unknown>> {
  const { overrides, $schema: _, ...general } = options;
  const name = folder === "" ? path : relativePath(path, folder);
  const applying = (Array.isArray(overrides) ? overrides : []).filter(isRecord).filter((override) => {
    const included = compileGlobs(textsOf(override["files"]));
    const excluded = compileGlobs(textsOf(override["excludeFiles"]));
    return included(name) && !excluded(name);
  });
  return Object.assign({}, general, ...applying.map((override) => recordOf(override["options"])));
}

/** Whether only the project's own Prettier can do it: it brings plugins. */
export const needsPlugins = (options: Readonly<Record<string, unknown>>): boolean =>
  Array.isArray(options["plugins"]) && options["plugins"].length > 0;

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const recordOf = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});

const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((text) => typeof text === "string");

/** Whether ignore files leave this path alone. A later line that begins with `!` takes it back in. */
export function isIgnored(path: string, text: string): boolean {
  let ignored = false;
  for (const raw of text.split("\n")) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const isBack = line.startsWith("!");
    if (compileGlobs([isBack ? line.slice(1) : line])(path)) ignored = !isBack;
  }
  return ignored;
}

const parsers: Readonly<Record<string, string>> = {
  ".js": "babel",
  ".mjs": "babel",
  ".cjs": "babel",
  ".jsx": "babel",
  ".ts": "typescript",
  ".mts": "typescript",
  ".cts": "typescript",
  ".tsx": "typescript",
  ".json": "json",
  ".jsonc": "jsonc",
  ".json5": "json5",
  ".webmanifest": "json",
  ".css": "css",
  ".scss": "scss",
  ".less": "less",
  ".html": "html",
  ".htm": "html",
  ".vue": "vue",
  ".md": "markdown",
  ".markdown": "markdown",
  ".mdx": "mdx",
  ".yaml": "yaml",
  ".yml": "yaml",
  ".graphql": "graphql",
  ".gql": "graphql",
  ".hbs": "glimmer",
};

const parsersByName: Readonly<Record<string, string>> = {
  "package.json": "json-stringify",
  "package-lock.json": "json-stringify",
  ".prettierrc": "yaml",
};

/** The parser that reads a file of this name, or undefined when none does. */
export const parserOf = (path: string): string | undefined =>
  parsersByName[basename(path)] ?? parsers[extname(path).toLowerCase()];
