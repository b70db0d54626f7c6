import type { EngineTexts } from "@/lib/engine/node/engine-texts";
import type { Tables } from "@/lib/engine/node/tables/tables";

/** A source of Node's library, compiled: its parameters depend on its kind (see scripts/engine/node/pack.mjs). */
export type Builtin = (...args: unknown[]) => unknown;

/** The second line of a pack; the first says how many bytes it has. */
interface Head {
  /** Where each source begins after that line, and how many bytes it has. */
  readonly sources: Readonly<Record<string, readonly [at: number, bytes: number]>>;
  /** In the core pack: all there is, and the files of what isn't in it. */
  readonly index?: { readonly ids: readonly string[]; readonly tierOf: Readonly<Record<string, string>> };
  readonly tables?: Tables;
}

export interface SourcePosition {
  readonly file: string;
  readonly line: number;
}

/** Node's library in this Worker: where its sources are, and those that have been compiled. */
export interface Pack {
  readonly tables: Tables;
  readonly ids: readonly string[];
  /** The function of one source, compiled when it is first asked for. */
  builtin(id: string): Builtin;
  /** The text of one source. */
  source(id: string): string;
  /** Which of Node's files a line of a script belongs to, or undefined for any script but the library's. */
  locate(script: string, line: number): SourcePosition | undefined;
}

interface Opened {
  readonly head: Head;
  /** Where the sources begin. */
  readonly body: number;
}

/** Eight digits and the end of their line. */
const digits = 8;

function openFile(texts: EngineTexts, file: string): Opened {
  const bytes = Number(texts.text(file, 0, digits));
  const head = JSON.parse(texts.text(file, digits + 1, bytes)) as Head;
  return { head, body: digits + bytes + 2 };
}

/** `file` is the core pack; the others come when something of theirs is first needed. */
export function openPack(file: string, texts: EngineTexts, evaluate: (code: string) => unknown): Pack {
  const core = openFile(texts, file);
  const { index, tables } = core.head;
  if (!index || !tables) throw new Error(`${file} isn't the core pack of Node's library; build the engine again.`);
  const opened = new Map([[file, core]]);
  const compiled = new Map<string, Builtin>();

  function textOf(id: string): string {
    const name = index?.tierOf[id] ?? file;
    const pack = opened.get(name) ?? openFile(texts, name);
    opened.set(name, pack);
    const place = pack.head.sources[id];
    if (!place)
      throw new Error(`Node's internal module ${id} isn't part of this engine: a browser has no means for it.`);
    return texts.text(name, pack.body + place[0], place[1]);
  }

  function builtin(id: string): Builtin {
    const known = compiled.get(id);
    if (known) return known;
    const made = evaluate(`${textOf(id)}\n//# sourceURL=node:${id}`) as Builtin;
    compiled.set(id, made);
    return made;
  }

  return {
    tables,
    ids: index.ids,
    builtin,
    source: (id) =>
      textOf(id)
        .replace(/^[^{]*\{/, "")
        .replace(/\n\}\)$/, ""),
    locate: (script, line) =>
      script.startsWith("node:") && compiled.has(script.slice("node:".length)) ? { file: script, line } : undefined,
  };
}
