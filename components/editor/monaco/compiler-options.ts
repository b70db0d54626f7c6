import { dirname, joinPath } from "@/lib/base";

/** Options that a project sets with true or false and that mean the same in the editor. */
const flags = new Set([
  "allowJs",
  "checkJs",
  "strict",
  "noImplicitAny",
  "noImplicitThis",
  "strictNullChecks",
  "strictFunctionTypes",
  "strictPropertyInitialization",
  "useUnknownInCatchVariables",
  "noUncheckedIndexedAccess",
  "noPropertyAccessFromIndexSignature",
  "noUnusedLocals",
  "noUnusedParameters",
  "noImplicitReturns",
  "noImplicitOverride",
  "noFallthroughCasesInSwitch",
  "exactOptionalPropertyTypes",
  "allowUnreachableCode",
  "experimentalDecorators",
  "emitDecoratorMetadata",
  "esModuleInterop",
  "allowSyntheticDefaultImports",
  "verbatimModuleSyntax",
  "isolatedModules",
  "useDefineForClassFields",
  "erasableSyntaxOnly",
]);

export interface ProjectOptions {
  readonly flags: Readonly<Record<string, boolean>>;
  readonly jsxImportSource?: string;
  /** Such as `react-jsx`, as the project writes it. */
  readonly jsx?: string;
  /** Such as `es2022`, in small letters; so are `module` and each of `lib`. */
  readonly target?: string;
  readonly module?: string;
  readonly lib?: readonly string[];
  readonly types?: readonly string[];
  /** With targets from the project's root. */
  readonly paths?: Readonly<Record<string, readonly string[]>>;
  readonly baseUrl?: string;
}

/** What one tsconfig.json says, and which others it builds on. One that can't be read asks for nothing. */
export interface ConfigFile {
  readonly options: ProjectOptions;
  readonly extends: readonly string[];
  readonly references: readonly string[];
}

export function readConfigFile(text: string | undefined, folder = ""): ConfigFile {
  const config = recordOf(parseWithComments(text ?? "{}"));
  const options = recordOf(config["compilerOptions"]);
  const references = Array.isArray(config["references"]) ? config["references"] : [];
  return {
    options: optionsOf(options, folder),
    extends: textsOf(Array.isArray(config["extends"]) ? config["extends"] : [config["extends"]]),
    references: textsOf(references.map((reference) => recordOf(reference)["path"])),
  };
}

function optionsOf(options: Readonly<Record<string, unknown>>, folder: string): ProjectOptions {
  const { jsx, jsxImportSource, paths, target, module, lib, types, baseUrl } = options;
  const base = typeof baseUrl === "string" ? joinPath(folder, baseUrl) : undefined;
  const taken = Object.entries(options).filter(
    (entry): entry is [string, boolean] => flags.has(entry[0]) && typeof entry[1] === "boolean",
  );
  return {
    flags: Object.fromEntries(taken),
    ...(typeof jsx === "string" && { jsx }),
    ...(typeof jsxImportSource === "string" && { jsxImportSource }),
    ...(typeof target === "string" && { target: target.toLowerCase() }),
    ...(typeof module === "string" && { module: module.toLowerCase() }),
    ...(Array.isArray(lib) && { lib: textsOf(lib).map((name) => name.toLowerCase()) }),
    ...(Array.isArray(types) && { types: textsOf(types) }),
    ...(isPaths(paths) && { paths: fromRoot(paths, base ?? folder) }),
    ...(base !== undefined && { baseUrl: base }),
  };
}

const fromRoot = (paths: Readonly<Record<string, readonly string[]>>, folder: string) =>
  Object.fromEntries(
    Object.entries(paths).map(([name, targets]) => [name, targets.map((target) => joinPath(folder, target))]),
  );

const textsOf = (values: readonly unknown[]): readonly string[] =>
  values.filter((value): value is string => typeof value === "string");

/** Levels that configurations build on each other before it is a circle or a joke. */
const mostLevels = 8;

/**
 * The options of a project: those it extends first, its own over them. A configuration that only refers to others, as
 * Vite's templates have, means the first of them.
 */
export async function readProjectOptions(
  read: (path: string) => Promise<string | undefined>,
  path: string,
  level = 0,
): Promise<ProjectOptions> {
  const text = await read(path);
  if (text === undefined || level > mostLevels) return { flags: {} };
  const folder = dirname(path) === "." ? "" : dirname(path);
  const config = readConfigFile(text, folder);
  const isEmpty = Object.keys(config.options.flags).length === 0 && config.options.target === undefined;
  const referred = isEmpty ? config.references.slice(0, 1) : [];
  let options: ProjectOptions = { flags: {} };
  for (const other of [...config.extends, ...referred]) {
    for (const candidate of candidatesOf(folder, other)) {
      if ((await read(candidate)) === undefined) continue;
      options = merged(options, await readProjectOptions(read, candidate, level + 1));
      break;
    }
  }
  return merged(options, config.options);
}

const merged = (below: ProjectOptions, above: ProjectOptions): ProjectOptions => ({
  ...below,
  ...above,
  flags: { ...below.flags, ...above.flags },
});

function candidatesOf(folder: string, name: string): readonly string[] {
  const path = name.startsWith(".") ? joinPath(folder, name) : joinPath("node_modules", name);
  return [path, `${path}.json`, `${path}/tsconfig.json`];
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

const isPaths = (value: unknown): value is Readonly<Record<string, readonly string[]>> =>
  typeof value === "object" &&
  value !== null &&
  Object.values(value).every(
    (targets) => Array.isArray(targets) && targets.every((target) => typeof target === "string"),
  );

/** JSON with comments and commas at the end, as a tsconfig.json may have them. Strings stay as they are. */
function parseWithComments(text: string): unknown {
  const plain = text
    .replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, string: string | undefined) => string ?? "")
    .replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, (_, string: string | undefined) => string ?? "");
  try {
    return JSON.parse(plain);
  } catch {
    return {};
  }
}
