/** Options that a project sets with true or false and that mean the same in the editor. */
const flags = new Set([
  "allowJs",
  "checkJs",
  "strict",
  "noImplicitAny",
  "strictNullChecks",
  "strictFunctionTypes",
  "noUncheckedIndexedAccess",
  "noUnusedLocals",
  "noUnusedParameters",
  "noImplicitReturns",
  "noImplicitOverride",
  "noFallthroughCasesInSwitch",
  "exactOptionalPropertyTypes",
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
  readonly paths?: Readonly<Record<string, readonly string[]>>;
}

/** What of a tsconfig.json the editor follows. One that can't be read asks for nothing. */
export function readProjectOptions(text: string | undefined): ProjectOptions {
  const options = recordOf(recordOf(parseWithComments(text ?? "{}"))["compilerOptions"]);
  const { jsx, jsxImportSource, paths } = options;
  const taken = Object.entries(options).filter(
    (entry): entry is [string, boolean] => flags.has(entry[0]) && typeof entry[1] === "boolean",
  );
  return {
    flags: Object.fromEntries(taken),
    ...(typeof jsx === "string" && { jsx }),
    ...(typeof jsxImportSource === "string" && { jsxImportSource }),
    ...(isPaths(paths) && { paths }),
  };
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
