import type { Stats } from "node:fs";

const bits = "rwxrwxrwx";

/** `drwxr-xr-x` */
export function modeText(stat: Stats): string {
  const kind = stat.isDirectory() ? "d" : stat.isSymbolicLink() ? "l" : "-";
  return kind + Array.from(bits, (sign, at) => ((stat.mode >> (8 - at)) & 1 ? sign : "-")).join("");
}

/** Three digits and a unit. */
export function humanSize(size: number): string {
  if (size < 1024) return String(size);
  const power = Math.min(4, Math.floor(Math.log2(size) / 10));
  const value = size / 1024 ** power;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)}${"KMGT"[power - 1] ?? ""}`;
}
