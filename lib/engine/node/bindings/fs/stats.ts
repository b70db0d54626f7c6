import type { Read } from "@/lib/engine/node/bindings/fs/request";

/** Numbers of one stat; the arrays of the binding hold two. */
export const fieldCount = 18;

type StatArray = Float64Array | BigInt64Array;

export interface StatReader {
  readonly statValues: Float64Array;
  readonly bigintStatValues: BigInt64Array;
  /** Synchronous calls share one array with the library; every other call gets an array of its own. */
  reader(bigint: boolean, synchronous: boolean): Read<StatArray>;
}

function fill(into: StatArray, numbers: ArrayLike<number>, from: number): StatArray {
  if (into instanceof BigInt64Array) {
    for (let at = 0; at < fieldCount; at++) into[at] = BigInt(Math.trunc(numbers[from + at] ?? 0));
  } else {
    for (let at = 0; at < fieldCount; at++) into[at] = numbers[from + at] ?? 0;
  }
  return into;
}

export function createStatReader(): StatReader {
  const statValues = new Float64Array(fieldCount * 2);
  const bigintStatValues = new BigInt64Array(fieldCount * 2);
  return {
    statValues,
    bigintStatValues,
    reader(bigint, synchronous) {
      if (synchronous) return (numbers) => fill(bigint ? bigintStatValues : statValues, numbers, 0);
      return (numbers) => fill(bigint ? new BigInt64Array(fieldCount) : new Float64Array(fieldCount), numbers, 0);
    },
  };
}

/** type, bsize, frsize, blocks, bfree, bavail, files, ffree. The kernel tells of no parts of blocks. */
const statFsFields = [0, 1, 1, 2, 3, 4, 5, 6];

export const readStatFs =
  (bigint: boolean): Read<StatArray> =>
  (numbers) => {
    const values = statFsFields.map((at) => numbers[at] ?? 0);
    return bigint ? BigInt64Array.from(values, (value) => BigInt(Math.trunc(value))) : Float64Array.from(values);
  };
