import type { Measured } from "./measured";
import { median } from "./statistics";
import { callsInARow } from "./turn";

const lines = Array.from({ length: 22_000 }, (_, at) => `    const value${at} = compute(${at}, "some text");`);
const rounds = 10;

/** A whole call of Edit on a file of one megabyte: permission, checkpoint, write, diff, and on to the next request. */
export async function measureEditCall(): Promise<Measured> {
  const content = `${lines.join("\n")}\n`;
  const waits = await callsInARow({
    files: { "big.ts": content },
    calls: [
      { name: "Read", input: { file_path: "big.ts", limit: 10 } },
      ...Array.from({ length: rounds }, (_, at) => ({
        name: "Edit",
        input: {
          file_path: "big.ts",
          old_string: `    const value${15_000 + at} = compute(`,
          new_string: `    const other${at} = compute(`,
        },
      })),
    ],
  });
  const size = `${(content.length / 1_000_000).toFixed(1)} MB`;
  return {
    name: `a whole call of Edit on a file of ${size}, median`,
    value: median(waits.slice(1)),
    unit: "ms",
    most: 50,
  };
}
