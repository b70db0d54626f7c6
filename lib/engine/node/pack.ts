import type { Tables } from "@/lib/engine/node/tables/tables";

/** A source of Node's library, compiled: its parameters depend on its kind (see scripts/engine/node/pack.mjs). */
export type Builtin = (...args: unknown[]) => unknown;

/** What a pack script hands over when it runs. */
export interface PackScript {
  readonly functions: Readonly<Record<string, Builtin>>;
  /** The line of the script on which each source begins. */
  readonly starts: Readonly<Record<string, number>>;
  readonly index?: { readonly ids: readonly string[]; readonly tierOf: Readonly<Record<string, string>> };
  readonly tables?: Tables;
}

export interface SourcePosition {
  readonly file: string;
  readonly line: number;
}

/** Node's library in this Worker: what has been loaded of it, and the means to load the rest. */
export interface Pack {
  readonly tables: Tables;
  readonly ids: readonly string[];
  /** The function of one source; loads the script it is in when that hasn't happened yet. */
  builtin(id: string): Builtin;
  /** Which of Node's files a line of a pack script belongs to, or undefined for any other script. */
  locate(scriptUrl: string, line: number): SourcePosition | undefined;
}

const hook = "__nodePack";

interface Loaded {
  readonly url: string;
  readonly ids: readonly string[];
  readonly starts: readonly number[];
}

function lastAtOrBefore(starts: readonly number[], line: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Runs one pack script and gives what it hands over. Synchronous: `require` must not wait. */
function run(url: string, importScripts: (url: string) => void): PackScript {
  let script: PackScript | undefined;
  const scope = globalThis as unknown as Record<string, unknown>;
  scope[hook] = (given: PackScript): void => {
    script = given;
  };
  try {
    importScripts(url);
  } finally {
    delete scope[hook];
  }
  if (!script) throw new Error(`${url} is no pack of Node's library; build the engine again (npm run build).`);
  return script;
}

/** Takes over the core pack, which came from `coreUrl`; further packs come from the same folder when they are first needed. */
export function openPack(coreUrl: string, core: PackScript | undefined, importScripts: (url: string) => void): Pack {
  const functions = new Map<string, Builtin>();
  const scripts = new Map<string, Loaded>();
  const folder = coreUrl.slice(0, coreUrl.lastIndexOf("/") + 1);

  function add(url: string, script: PackScript): void {
    for (const [id, given] of Object.entries(script.functions)) functions.set(id, given);
    scripts.set(url, { url, ids: Object.keys(script.starts), starts: Object.values(script.starts) });
  }

  const { index, tables } = core ?? {};
  if (!core || !index || !tables)
    throw new Error(`${coreUrl} isn't the core pack of Node's library; build the engine again.`);
  add(coreUrl, core);

  function builtin(id: string): Builtin {
    const known = functions.get(id);
    if (known) return known;
    const file = index?.tierOf[id];
    if (file && !scripts.has(folder + file)) add(folder + file, run(folder + file, importScripts));
    const made = functions.get(id);
    if (!made)
      throw new Error(`Node's internal module ${id} isn't part of this engine: a browser has no means for it.`);
    return made;
  }

  function locate(scriptUrl: string, line: number): SourcePosition | undefined {
    const script = scripts.get(scriptUrl);
    if (!script) return undefined;
    const place = lastAtOrBefore(script.starts, line);
    const id = script.ids[place];
    return id === undefined ? undefined : { file: `node:${id}`, line: line - (script.starts[place] ?? 0) + 1 };
  }

  return { tables, ids: index.ids, builtin, locate };
}
