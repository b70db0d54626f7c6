import {
  getJavaScriptWorker,
  getTypeScriptWorker,
  javascriptDefaults,
  JsxEmit,
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
  typescriptDefaults,
  type CompilerOptions,
} from "monaco-editor/languages/features/typescript/register";
import type { ProjectOptions } from "./compiler-options";

/** As bundlers and Node resolve: the editor's own list of names ends before this one. */
const bundler = 100 as ModuleResolutionKind;

const baseOptions: CompilerOptions = {
  target: ScriptTarget.ESNext,
  module: ModuleKind.ESNext,
  moduleResolution: bundler,
  jsx: JsxEmit.ReactJSX,
  allowJs: true,
  allowNonTsExtensions: true,
  allowImportingTsExtensions: true,
  esModuleInterop: true,
  resolveJsonModule: true,
  noEmit: true,
  strict: true,
  skipLibCheck: true,
};

/**
 * What is reported only because the types of an installed package aren't known to the editor: modules that aren't found,
 * names that come with them, and the `any` that follows.
 */
const causedByMissingTypes = [2307, 2503, 2580, 2591, 2688, 2792, 2875, 7006, 7016, 7026, 7031];

/** What stays unknown with the packages there: Node's own modules and names in a project without `@types/node`. */
const causedByMissingNodeTypes = [2580, 2591, 2688];

const both = [typescriptDefaults, javascriptDefaults] as const;

let isChecked = false;
let ignoredCodes: readonly number[] = causedByMissingTypes;

export function setUpTypeScript(): void {
  for (const defaults of both) defaults.setEagerModelSync(true);
  applyProjectOptions({ flags: {} });
}

const jsxKinds: Readonly<Record<string, JsxEmit>> = {
  preserve: JsxEmit.Preserve,
  react: JsxEmit.React,
  "react-jsx": JsxEmit.ReactJSX,
  "react-jsxdev": JsxEmit.ReactJSXDev,
  "react-native": JsxEmit.ReactNative,
};

const root = "file:///";

/** Follows the project's tsconfig.json as far as an editor can. */
export function applyProjectOptions(project: ProjectOptions): void {
  const { flags, jsx, jsxImportSource, paths, baseUrl, lib, types } = project;
  const options: CompilerOptions = {
    ...baseOptions,
    ...flags,
    configFilePath: `${root}tsconfig.json`,
    typeRoots: [`${root}node_modules/@types`],
    jsx: jsxKinds[jsx ?? ""] ?? JsxEmit.ReactJSX,
    ...(jsxImportSource !== undefined && { jsxImportSource }),
    ...(lib && { lib: lib.map((name) => `lib.${name}.d.ts`) }),
    ...(types && { types: [...types] }),
    ...((paths ?? baseUrl !== undefined) && { baseUrl: root + (paths ? "" : (baseUrl ?? "")) }),
    ...(paths && { paths: Object.fromEntries(Object.entries(paths).map(([name, to]) => [name, [...to]])) }),
  };
  for (const defaults of both) setCompilerOptions(defaults, options);
  isChecked = flags["checkJs"] === true;
  judge();
}

/** Plain JavaScript is checked for its syntax alone, as long as the project doesn't ask for more. */
function judge(): void {
  const diagnosticCodesToIgnore = [...ignoredCodes];
  const wanted = [
    { defaults: typescriptDefaults, options: { diagnosticCodesToIgnore } },
    { defaults: javascriptDefaults, options: { noSemanticValidation: !isChecked, diagnosticCodesToIgnore } },
  ];
  for (const { defaults, options } of wanted)
    if (!isSame(defaults.getDiagnosticsOptions(), options)) defaults.setDiagnosticsOptions(options);
}

function setCompilerOptions(defaults: (typeof both)[number], options: CompilerOptions): void {
  if (!isSame(defaults.getCompilerOptions(), options)) defaults.setCompilerOptions(options);
}

/** Each option that is set starts its service anew, even when it says what it said before. */
const isSame = (left: object, right: object): boolean => JSON.stringify(left) === JSON.stringify(right);

/** Gives the language services the files of installed packages. With them there, what isn't found is a problem. */
export function setPackageFiles(files: ReadonlyMap<string, string>): void {
  const libs = Array.from(files, ([path, content]) => ({ filePath: root + path, content }));
  for (const defaults of both) defaults.setExtraLibs(libs);
  const hasNode = files.has("node_modules/@types/node/package.json");
  ignoredCodes = files.size === 0 ? causedByMissingTypes : hasNode ? [] : causedByMissingNodeTypes;
  judge();
}

/** The language services that have something to do, by the languages that files are written in. */
export async function runningServices(languages: ReadonlySet<string>) {
  const getters = [
    ...(languages.has("typescript") ? [getTypeScriptWorker] : []),
    ...(languages.has("javascript") ? [getJavaScriptWorker] : []),
  ];
  return Promise.all(getters.map((get) => get()));
}
