/** The parts of Monaco's TypeScript worker that ours builds on. Monaco ships no types for it. */
declare module "monaco-editor/languages/features/typescript/ts.worker.js" {
  interface MirrorModel {
    readonly uri: { toString: (skipEncoding?: boolean) => string };
    readonly version: number;
    getValue: () => string;
  }
  export interface Context {
    getMirrorModels: () => MirrorModel[];
  }
  interface NavigateToItem {
    readonly name: string;
    readonly kind: string;
    readonly fileName: string;
    readonly containerName: string;
    readonly textSpan: { readonly start: number; readonly length: number };
  }
  interface LanguageService {
    cleanupSemanticCache: () => void;
    getNavigateToItems: (
      text: string,
      limit: number,
      fileName: string | undefined,
      excludeDeclarations: boolean,
      excludeLibraries: boolean,
    ) => NavigateToItem[];
  }
  export type Libraries = Record<string, { content: string; version: number }>;
  export class TypeScriptWorker {
    constructor(context: Context, data: unknown);
    protected _getModel(fileName: string): MirrorModel | null;
    getLanguageService(): LanguageService;
    getExtraLibs(): Libraries;
    getScriptSnapshot(fileName: string): { getLength: () => number } | undefined;
    getScriptFileNames(): string[];
    getScriptVersion(fileName: string): string;
    fileExists(path: string): boolean;
    updateExtraLibs(libs: Libraries): Promise<void>;
  }
  export function initialize(create: (context: Context, data: unknown) => unknown): void;
}
