import type { Scope } from "./scope";

/** All that is left to read. */
export function readAll({ system }: Scope, fd: number): string {
  const decoder = new TextDecoder();
  let text = "";
  for (let piece = system.read(fd, 65_536); piece.length > 0; piece = system.read(fd, 65_536)) {
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}
