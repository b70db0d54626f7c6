import { byteLength, type GuestMemory } from "./guest-memory";

/** `args_*` and `environ_*`: a list of texts, each with a zero at its end, and an array of where they begin. */
export function listCalls(memory: GuestMemory, texts: readonly string[]) {
  return {
    sizes: (countAt: number, bytesAt: number): void => {
      memory.u32(countAt, texts.length);
      memory.u32(
        bytesAt,
        texts.reduce((sum, text) => sum + byteLength(text) + 1, 0),
      );
    },
    get: (pointersAt: number, textsAt: number): void => {
      let at = textsAt >>> 0;
      texts.forEach((text, index) => {
        memory.u32((pointersAt >>> 0) + index * 4, at);
        at += memory.put(at, byteLength(text), text);
        memory.bytes(at, 1)[0] = 0;
        at += 1;
      });
    },
  };
}
