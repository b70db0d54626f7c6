import { basename, codeOf, Failure, joinPath, messageOf, relativePath } from "@/lib/base";
import { decodeText, type Workspace } from "@/lib/workspace";
import { isRootConfig, readEditorConfig } from "./editor-config";
import {
  configNames,
  foldersAbove,
  isIgnored,
  isRecord,
  needsPlugins,
  optionsFor,
  programNames,
  type FormatConfig,
} from "./format-options";

/** How the project wants a file formatted. */
export type FormatPlan =
  /** The project asks that it be left alone. */
  | { readonly type: "ignored" }
  /** With these options; `isAsked` when they come from the project. */
  | { readonly type: "options"; readonly options: Readonly<Record<string, unknown>>; readonly isAsked: boolean }
  /** Its configuration is a program or brings plugins: its own Prettier must run. */
  | { readonly type: "own" };

type Reader = Pick<Workspace, "readBytes">;

/** Reads what the project says about the formatting of one file. The nearest configuration counts, as in Prettier. */
export async function planFormat(workspace: Reader, path: string): Promise<FormatPlan> {
  const ignored = await read(workspace, ".prettierignore");
  if (ignored !== undefined && isIgnored(path, ignored)) return { type: "ignored" };
  const general = await editorConfigOf(workspace, path);
  const found = await configOf(workspace, path);
  if (found === "program") return { type: "own" };
  const own = found ? optionsFor(path, found) : {};
  if (needsPlugins(own)) return { type: "own" };
  const options = { ...general, ...own };
  return { type: "options", options, isAsked: found !== undefined || Object.keys(general).length > 0 };
}

async function configOf(workspace: Reader, path: string): Promise<FormatConfig | "program" | undefined> {
  for (const folder of foldersAbove(path)) {
    for (const name of configNames) {
      const text = await read(workspace, joinPath(folder, name));
      const options = text === undefined ? undefined : await parseConfig(joinPath(folder, name), text);
      if (options) return { folder, options };
    }
    for (const name of programNames) {
      if ((await read(workspace, joinPath(folder, name))) !== undefined) return "program";
    }
  }
  return undefined;
}

async function parseConfig(path: string, text: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  const { parse } = await import("yaml");
  const isManifest = basename(path) === "package.json";
  try {
    const raw: unknown = parse(text);
    const value = isManifest ? (isRecord(raw) ? raw["prettier"] : undefined) : (raw ?? {});
    return isRecord(value) ? value : undefined;
  } catch (error) {
    if (isManifest) return undefined;
    throw new Failure("EINVAL", `${path} can't be read: ${messageOf(error)}`, { cause: error });
  }
}

async function editorConfigOf(workspace: Reader, path: string): Promise<Readonly<Record<string, unknown>>> {
  let options: Readonly<Record<string, unknown>> = {};
  for (const folder of foldersAbove(path)) {
    const text = await read(workspace, joinPath(folder, ".editorconfig"));
    if (text === undefined) continue;
    options = { ...readEditorConfig(text, folder === "" ? path : relativePath(path, folder)), ...options };
    if (isRootConfig(text)) break;
  }
  return options;
}

async function read(workspace: Reader, path: string): Promise<string | undefined> {
  try {
    return decodeText(await workspace.readBytes(path));
  } catch (error) {
    if (["ENOENT", "EISDIR", "ENOTDIR"].includes(codeOf(error) ?? "")) return undefined;
    throw error;
  }
}
