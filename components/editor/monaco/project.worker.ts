import {
  initialize,
  TypeScriptWorker,
  type Context,
  type Libraries,
} from "monaco-editor/languages/features/typescript/ts.worker.js";
import { missingPackages } from "./missing-packages";
import type { NamedSymbol } from "./symbols";

const root = "file:///";
const isPackageFile = (name: string): boolean => name.includes("/node_modules/");

/**
 * The language service of a whole project. Files of installed packages are there to be found, but only what the project
 * imports is part of the program; what was looked for and isn't known yet is remembered, so that it can be brought.
 */
class ProjectWorker extends TypeScriptWorker {
  readonly #context: Context;
  #places: ReadonlyMap<string, number> = new Map();
  #counted = -1;
  #lookedFor = new Set<string>();
  #folders: ReadonlySet<string> | undefined;

  constructor(context: Context, data: unknown) {
    super(context, data);
    this.#context = context;
  }

  override getScriptFileNames(): string[] {
    return super.getScriptFileNames().filter((name) => !isPackageFile(name));
  }

  /** The base class looks through all models for every question; with thousands of them that is seconds. */
  override _getModel(fileName: string) {
    const models = this.#context.getMirrorModels();
    const known = models[this.#places.get(fileName) ?? -1];
    if (known && (known.uri.toString() === fileName || known.uri.toString(true) === fileName)) return known;
    if (this.#places.size > 0 && !known && this.#counted === models.length) return null;
    this.#counted = models.length;
    this.#places = new Map(
      models.flatMap((model, at) => [model.uri.toString(), model.uri.toString(true)].map((uri) => [uri, at])),
    );
    return models[this.#places.get(fileName) ?? -1] ?? null;
  }

  override getScriptVersion(fileName: string): string {
    const version = super.getScriptVersion(fileName);
    return isPackageFile(fileName) ? `${version}:${super.getScriptSnapshot(fileName)?.getLength() ?? 0}` : version;
  }

  override fileExists(path: string): boolean {
    const exists = super.fileExists(path);
    if (!exists && isPackageFile(path)) this.#lookedFor.add(path);
    return exists;
  }

  /** Folders are those that files are known in, and those that could hold a package. */
  directoryExists(path: string): boolean {
    const folder = path.replace(/\/$/, "");
    if (folder === root.slice(0, -1) || folder.endsWith("/node_modules")) return true;
    if (!isPackageFile(`${folder}/`)) return true;
    this.#lookedFor.add(`${folder}/package.json`);
    return this.#knownFolders().has(folder);
  }

  getDirectories(path: string): string[] {
    const folder = `${path.replace(/\/$/, "")}/`;
    const below = [...this.#knownFolders()]
      .filter((known) => known.startsWith(folder))
      .map((known) => known.slice(folder.length));
    return [...new Set(below.map((rest) => rest.split("/")[0] ?? ""))].filter(Boolean);
  }

  override async updateExtraLibs(libs: Libraries): Promise<void> {
    await super.updateExtraLibs(libs);
    this.#folders = undefined;
    this.#lookedFor.clear();
    this.getLanguageService().cleanupSemanticCache();
  }

  /** The packages that were looked for since the last answer and aren't known, as paths of their folders. */
  async takeMissingPackages(): Promise<readonly string[]> {
    const missing = missingPackages([...this.#lookedFor], (folder) => this.#knownFolders().has(folder));
    return missing.map((folder) => folder.slice(root.length));
  }

  /** Declarations of the project whose name contains what is asked for. */
  async findSymbols(text: string, limit: number): Promise<readonly NamedSymbol[]> {
    const found = this.getLanguageService().getNavigateToItems(text, limit, undefined, true, true);
    return found
      .filter(({ fileName }) => fileName.startsWith(root) && !isPackageFile(fileName))
      .map(({ name, kind, fileName, textSpan, containerName }) => ({
        name,
        kind,
        container: containerName,
        path: decodeURIComponent(fileName.slice(root.length)),
        start: textSpan.start,
      }));
  }

  #knownFolders(): ReadonlySet<string> {
    return (this.#folders ??= foldersOf(Object.keys(this.getExtraLibs())));
  }
}

function foldersOf(files: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const file of files) {
    for (let at = file.lastIndexOf("/"); at > root.length; at = file.lastIndexOf("/", at - 1)) {
      const folder = file.slice(0, at);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

self.onmessage = () => {
  initialize((context, data) => new ProjectWorker(context, data));
};
