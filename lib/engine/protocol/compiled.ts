/** The page's service that has WebAssembly compiled where the browser keeps what it has compiled. */
export const compiledService = "compiled";

export interface CompiledRequest {
  readonly key: string;
  readonly size: number;
}

/** What the page answers, a byte each: it's compiled, or its bytes are wanted first. */
export const compiledAnswer = { ready: 1, wanted: 0 } as const;

/** What is smaller is compiled anew before anybody has asked for it. */
export const smallestModule = 1 << 20;
export const largestModule = 64 << 20;

const samples = 8192;
const start = 0x811c9dc5;
const mix = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193);

/**
 * A name for a module, made of some thousand of its bytes: quickly, since a program waits. Two modules of one name do no harm: the browser
 * takes what it has compiled only for the very same bytes.
 */
export function keyOfModule(bytes: Uint8Array): string {
  const step = Math.max(1, Math.floor(bytes.length / samples));
  let [low, high] = [start, start];
  for (let at = 0; at < bytes.length; at += step) low = mix(low, bytes[at] ?? 0);
  for (let at = Math.max(0, bytes.length - samples); at < bytes.length; at++) high = mix(high, bytes[at] ?? 0);
  const hex = (hash: number): string => (hash >>> 0).toString(16).padStart(8, "0");
  return `${bytes.length.toString(36)}-${hex(low)}${hex(high)}`;
}
