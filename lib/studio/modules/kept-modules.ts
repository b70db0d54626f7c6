import type { FileTree, Sandbox } from "@/lib/sandbox";
import { decodeTree, encodeTree } from "./tree-image";

/**
 * What an install laid down, kept for the next project that asks for the very same: a template opens again without installing.
 * It lies on the app's origin, where no project can reach it, and comes from projects that are trusted.
 */
export interface KeptModules {
  /** Lays down what is kept for this manifest. Answers whether there was anything. */
  readonly restore: (sandbox: Sandbox, manifest: string) => Promise<boolean>;
  /** Keeps what is there now, unless something is kept already. */
  readonly keep: (sandbox: Sandbox, manifest: string) => Promise<void>;
}

const cacheName = "kept-modules";
const modules = "node_modules";
const lockfile = "package-lock.json";
/** One for each template, and a few of the person's own. */
const mostKept = 8;
const mostBytes = 250 << 20;

/** The same packages for another Node may be others. */
async function keyOf({ capabilities }: Sandbox, manifest: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${capabilities.node}\n${manifest}`);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `/kept-modules/${Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** What goes wrong here costs a restore its speed; the install that follows mends it. */
const quietly = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
  try {
    return await work();
  } catch {
    return otherwise;
  }
};

export const keptModules: KeptModules = {
  restore: (sandbox, manifest) => quietly(() => restore(sandbox, manifest), false),
  keep: (sandbox, manifest) => quietly(() => keep(sandbox, manifest), undefined),
};

/** Only our engine takes a tree of thousands of files in a moment. */
const isFast = ({ driver }: Sandbox): boolean => driver === "engine";

async function restore(sandbox: Sandbox, manifest: string): Promise<boolean> {
  if (!isFast(sandbox)) return false;
  const cache = await caches.open(cacheName);
  const key = await keyOf(sandbox, manifest);
  const kept = await cache.match(key);
  if (kept === undefined) return false;
  const tree = decodeTree(await kept.arrayBuffer());
  if (tree === undefined) {
    await cache.delete(key);
    return false;
  }
  await sandbox.mount(tree);
  return true;
}

async function keep(sandbox: Sandbox, manifest: string): Promise<void> {
  if (!isFast(sandbox)) return;
  const cache = await caches.open(cacheName);
  const key = await keyOf(sandbox, manifest);
  if ((await cache.match(key)) !== undefined) return;
  const entries = await sandbox.snapshot({ at: modules });
  const lock = await sandbox.files.read(lockfile).catch(() => undefined);
  const tree: FileTree = {
    [modules]: { type: "directory", entries },
    ...(lock !== undefined && { [lockfile]: { type: "file", content: lock } }),
  };
  const image = encodeTree(tree);
  if (image.size > mostBytes || !(await hasRoom(image.size))) return;
  await cache.put(key, new Response(image));
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - mostKept))) await cache.delete(old);
}

/** What people made comes first: a tenth of the space at most, and never the last of it. */
async function hasRoom(size: number): Promise<boolean> {
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  return quota === 0 || (size < quota / 10 && usage + 4 * size < quota);
}
