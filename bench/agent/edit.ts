import { replacePassage } from "@/lib/tools/edit/replace";
import type { Measured } from "./measured";
import { timed } from "./statistics";

const lines = Array.from({ length: 22_000 }, (_, at) => `    const value${at} = compute(${at}, "some text");`);
const text = `${lines.join("\n")}\n`;
const wanted = ['const value15000 = compute(15000, "some text");', 'const value15001 = compute(15001, "some text");'];

/** Exact, and by the longest ladder, on a text of one megabyte. */
export function measureEdit(): readonly Measured[] {
  const exact = { old: `    ${wanted.join("\n    ")}`, new: "    gone();" };
  const indented = { old: wanted.join("\n"), new: "gone();" };
  const missing = { old: "not there at all\nnor this", new: "x" };
  const size = `${(text.length / 1_000_000).toFixed(1)} MB`;
  const of = (name: string, change: { old: string; new: string }): Measured => ({
    name: `edit of a file of ${size}, ${name}, median`,
    value: timed(() => void replacePassage(text, change), 15),
    unit: "ms",
    most: 50,
  });
  return [of("exact", exact), of("re-indented", indented), of("not found", missing)];
}
