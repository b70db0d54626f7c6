import { fetchNow } from "@/lib/engine/node/fetch-now";

/** What the page hands to every process: the engine's own files, shared by all Workers. */
export interface GivenTexts {
  /** The address that all names are relative to. */
  readonly assets: string;
  readonly texts: Readonly<Record<string, SharedArrayBuffer>>;
}

/** The engine's own files, as a process reads and runs them. */
export interface EngineTexts {
  /** Shared memory, or fetched when it wasn't handed over. */
  bytes(file: string): Uint8Array;
  /** Runs a script in global scope. */
  run(file: string): void;
}

/** Memory that others may write to isn't decoded in place. */
export const textIn = (bytes: Uint8Array): string => new TextDecoder().decode(bytes.slice());

export function openTexts({ assets, texts }: GivenTexts, evaluate: (code: string) => unknown): EngineTexts {
  const bytes = (file: string) => new Uint8Array(texts[file] ?? fetchNow(file));
  return {
    bytes,
    run(file) {
      evaluate(`${textIn(bytes(file))}\n//# sourceURL=${assets}${file}`);
    },
  };
}
