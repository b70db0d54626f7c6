import { codeOf } from "@/lib/base";
import type { Sandbox } from "@/lib/sandbox";

const declaration = /\.d\.[cm]?ts$|\.d\.\w+\.ts$/;
const script = /\.[cm]?jsx?$/;

/** A package with more than this many files or bytes of types is taken in part. */
const mostFiles = 900;
const mostBytes = 8 * 1024 * 1024;

/** Scripts whose existence is told, so that a package without types is known to be there. */
const mostScripts = 400;

/**
 * What a language service needs of an installed package, by path from the project's root: its package.json, its
 * declarations, and the bare names of its scripts. Undefined when there is no such package.
 */
export async function readPackage(
  { files, cwd }: Pick<Sandbox, "files" | "cwd">,
  folder: string,
): Promise<ReadonlyMap<string, string> | undefined> {
  const manifest = await orUndefined(files.read(`${cwd}/${folder}/package.json`));
  if (!manifest) return undefined;
  const decoder = new TextDecoder();
  const found = new Map([[`${folder}/package.json`, decoder.decode(manifest)]]);
  const { declarations, scripts } = await namesIn({ files, cwd }, folder);
  let bytes = 0;
  for (let at = 0; at < declarations.length && bytes < mostBytes; at += atOnce) {
    const paths = declarations.slice(at, at + atOnce);
    const contents = await Promise.all(paths.map((path) => orUndefined(files.read(`${cwd}/${path}`))));
    for (const [index, content] of contents.entries()) {
      const path = paths[index];
      if (!content || path === undefined) continue;
      bytes += content.length;
      found.set(path, decoder.decode(content));
    }
  }
  for (const path of scripts) found.set(path, "");
  return found;
}

const atOnce = 24;

async function namesIn({ files, cwd }: Pick<Sandbox, "files" | "cwd">, folder: string) {
  const declarations: string[] = [];
  const scripts: string[] = [];
  const waiting = [folder];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    for (const { name, type } of (await orUndefined(files.list(`${cwd}/${at}`))) ?? []) {
      const path = `${at}/${name}`;
      if (type === "directory" && name !== "node_modules" && !name.startsWith(".")) waiting.push(path);
      else if (declaration.test(name) && declarations.length < mostFiles) declarations.push(path);
      else if (script.test(name) && scripts.length < mostScripts) scripts.push(path);
    }
    if (declarations.length >= mostFiles) break;
  }
  return { declarations, scripts };
}

/** The names of the packages below `node_modules/@types`, whose declarations hold everywhere. */
export async function globalTypes({ files, cwd }: Pick<Sandbox, "files" | "cwd">): Promise<readonly string[]> {
  const entries = (await orUndefined(files.list(`${cwd}/node_modules/@types`))) ?? [];
  return entries.map(({ name }) => `node_modules/@types/${name}`);
}

async function orUndefined<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EISDIR", "EACCES", "ELOOP"].includes(codeOf(error) ?? "")) return undefined;
    throw error;
  }
}
