import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { judge } from "./substitute";

type Extract = (spec: string, folder: string, options: Record<string, unknown>) => Promise<unknown>;
type Warn = (prefix: string, message: string) => void;

/**
 * Stands between npm and its unpacking: what only has native code is unpacked from its substitute.
 * The tree and the lock file name the package that was asked for, so they fit every other machine.
 */
export async function extractOrSubstitute(
  node: { readonly packageName: string; readonly version: string; readonly path: string },
  extract: Extract,
  spec: string,
  options: Record<string, unknown>,
  warn: Warn,
): Promise<unknown> {
  const judgement = judge(node.packageName, node.version);
  if (judgement.type === "install") return extract(spec, node.path, options);
  warn("tabsmith", judgement.notice);
  if (judgement.type === "warn") return extract(spec, node.path, options);
  const result = await extract(judgement.spec, node.path, { ...options, resolved: undefined, integrity: undefined });
  await rename(join(node.path, "package.json"), node.packageName);
  return result;
}

/** A substitute answers to the name that was asked for; its own dependencies on native parts are gone with it. */
async function rename(file: string, name: string): Promise<void> {
  const manifest = JSON.parse(await readFile(file, "utf8")) as Record<string, unknown>;
  await writeFile(file, `${JSON.stringify({ ...manifest, name }, null, 2)}\n`);
}
