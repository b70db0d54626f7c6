import {
  javascriptDefaults,
  JsxEmit,
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
  typescriptDefaults,
  type CompilerOptions,
} from "monaco-editor/languages/features/typescript/register";
import { readProjectOptions } from "./compiler-options";

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
const causedByMissingTypes = [2307, 2503, 2580, 2591, 2792, 2875, 7006, 7016, 7026, 7031];

export function setUpTypeScript(): void {
  for (const defaults of [typescriptDefaults, javascriptDefaults]) defaults.setEagerModelSync(true);
  applyProjectOptions(undefined);
}

const jsxKinds: Readonly<Record<string, JsxEmit>> = {
  preserve: JsxEmit.Preserve,
  react: JsxEmit.React,
  "react-jsx": JsxEmit.ReactJSX,
  "react-jsxdev": JsxEmit.ReactJSXDev,
  "react-native": JsxEmit.ReactNative,
};

/** Follows the project's tsconfig.json as far as an editor can. */
export function applyProjectOptions(tsconfig: string | undefined): void {
  const { flags, jsx, jsxImportSource, paths } = readProjectOptions(tsconfig);
  const options: CompilerOptions = {
    ...baseOptions,
    ...flags,
    jsx: jsxKinds[jsx ?? ""] ?? JsxEmit.ReactJSX,
    ...(jsxImportSource !== undefined && { jsxImportSource }),
    ...(paths && {
      baseUrl: "file:///",
      paths: Object.fromEntries(Object.entries(paths).map(([name, to]) => [name, [...to]])),
    }),
  };
  for (const defaults of [typescriptDefaults, javascriptDefaults]) defaults.setCompilerOptions(options);
  typescriptDefaults.setDiagnosticsOptions({ diagnosticCodesToIgnore: causedByMissingTypes });
  // Plain JavaScript is checked for its syntax alone, as long as the project doesn't ask for more.
  javascriptDefaults.setDiagnosticsOptions({
    noSemanticValidation: flags["checkJs"] !== true,
    diagnosticCodesToIgnore: causedByMissingTypes,
  });
}
