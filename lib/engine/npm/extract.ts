import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { removeAtRest } from "./remove-at-rest";
import { judge } from "./substitute";

type Options = Record<string, unknown>;

interface Manifest {
  readonly dist: { readonly tarball: string; readonly integrity?: string };
}

/** The part of npm that fetches packages. */
interface Fetcher {
  readonly extract: (spec: string, folder: string, options: Options) => Promise<unknown>;
  readonly manifest: (spec: string, options: Options) => Promise<Manifest>;
}
type Warn = (prefix: string, message: string) => void;

/**
 * Stands between npm and its unpacking: what only has native code is unpacked from its substitute.
 * The tree and the lock file name the package that was asked for, so they fit every other machine.
 */
export async function extractOrSubstitute(
  node: Unpacked,
  fetcher: Fetcher,
  spec: string,
  options: Options,
  warn: Warn,
): Promise<unknown> {
  try {
    return await extract(node, fetcher, spec, options, warn);
  } catch (error) {
    // Files of the package are still being written: npm would trip over them as it puts back what was there before.
    await removeAtRest(node.path);
    throw error;
  }
}

interface Unpacked {
  readonly packageName: string;
  readonly version: string;
  readonly path: string;
}

async function extract(node: Unpacked, fetcher: Fetcher, spec: string, options: Options, warn: Warn): Promise<unknown> {
  const judgement = judge(node.packageName, node.version);
  if (judgement.type === "install") return fetcher.extract(spec, node.path, options);
  warn("tabsmith", judgement.notice);
  if (judgement.type === "warn") return fetcher.extract(spec, node.path, options);
  const own = { ...options, resolved: undefined, integrity: undefined };
  const { dist } = await fetcher.manifest(judgement.spec, own);
  const { registry } = options;
  const resolved = typeof registry === "string" ? atRegistry(dist.tarball, registry) : dist.tarball;
  const result = await fetcher.extract(`${judgement.name}@${resolved}`, node.path, {
    ...own,
    resolved,
    integrity: dist.integrity,
    allowRemote: "all",
  });
  await rename(join(node.path, "package.json"), node.packageName);
  return result;
}

const publicRegistry = "https://registry.npmjs.org/";

/** A registry that hands on the public one's answers hands on its addresses: what is behind them is at the registry too. */
function atRegistry(tarball: string, registry: string): string {
  return tarball.startsWith(publicRegistry)
    ? registry.replace(/\/*$/, "/") + tarball.slice(publicRegistry.length)
    : tarball;
}

/** A substitute answers to the name that was asked for; its own dependencies on native parts are gone with it. */
async function rename(file: string, name: string): Promise<void> {
  const manifest = JSON.parse(await readFile(file, "utf8")) as Record<string, unknown>;
  await writeFile(file, `${JSON.stringify({ ...manifest, name }, null, 2)}\n`);
}
