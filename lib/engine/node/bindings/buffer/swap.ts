import { bytesOf } from "../bytes";

/** Reverses the bytes of each group of `size` in place. */
function swapGroups<Target>(target: Target, size: number): Target {
  const bytes = bytesOf(target);
  const half = size / 2;
  for (let at = 0; at + size <= bytes.length; at += size) {
    for (let i = 0; i < half; i++) {
      const left = bytes[at + i] ?? 0;
      bytes[at + i] = bytes[at + size - 1 - i] ?? 0;
      bytes[at + size - 1 - i] = left;
    }
  }
  return target;
}

export const swap16 = <Target>(target: Target): Target => swapGroups(target, 2);
export const swap32 = <Target>(target: Target): Target => swapGroups(target, 4);
export const swap64 = <Target>(target: Target): Target => swapGroups(target, 8);
