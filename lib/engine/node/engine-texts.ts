import { fetchNow } from "@/lib/engine/node/fetch-now";

/** What the page hands to every process: the engine's own files, shared by all Workers. */
export interface GivenTexts {
  /** The address that all names are relative to. */
  readonly assets: string;
  readonly texts: Readonly<Record<string, SharedArrayBuffer>>;
}

/** The engine's own files, as a process reads and runs them. */
export interface EngineTexts {
  /** A part of a file, by bytes; the whole of it without a place. Fetched when it wasn't handed over. */
  text(file: string, at?: number, bytes?: number): string;
  /** Runs a script in global scope. */
  run(file: string): void;
}

/**
 * Other processes are made of the same memory, so a program must never get hold of it, whatever it has put in the place of the language's
 * own functions: all that touches it was taken before the program runs, and no property of a view on it is asked for.
 */
const Bytes = Uint8Array;
const set: (this: Uint8Array, from: Uint8Array) => void = Reflect.get(Bytes.prototype, "set");
const { apply } = Reflect;
const decoder = new TextDecoder();
const decode = decoder.decode.bind(decoder);

type Memory = ArrayBuffer | SharedArrayBuffer;

/** A copy, since what others may write to isn't decoded in place. */
function textAt(memory: Memory, at: number, bytes: number): string {
  const copy = new Bytes(bytes);
  apply(set, copy, [new Bytes(memory, at, bytes)]);
  return decode(copy);
}

interface File {
  readonly memory: Memory;
  readonly size: number;
}

export function openTexts({ assets, texts }: GivenTexts, evaluate: (code: string) => unknown): EngineTexts {
  /** Without a prototype, on which a program could lay in wait for names that aren't there. */
  const files = Object.create(null) as Record<string, File | undefined>;
  for (const [name, memory] of Object.entries(texts)) files[name] = { memory, size: memory.byteLength };
  const open = (name: string): File => {
    const known = files[name];
    if (known !== undefined) return known;
    const memory = fetchNow(name);
    const file = { memory, size: memory.byteLength };
    files[name] = file;
    return file;
  };
  const text = (name: string, at = 0, bytes?: number): string => {
    const { memory, size } = open(name);
    return textAt(memory, at, bytes ?? size - at);
  };
  return {
    text,
    run(file) {
      evaluate(`${text(file)}\n//# sourceURL=${assets}${file}`);
    },
  };
}
