import { codedError } from "../coded-error";

/** `ZSTD_c_…` and `ZSTD_d_…` by number: the values that the library takes. 0 stands for "choose". */
type Ranges = Readonly<Record<number, readonly [least: number, most: number]>>;

const unset = 0xffff_ffff;
const level = 100;
const windowLog = 101;

const compressing: Ranges = {
  [windowLog]: [10, 31],
  102: [6, 30],
  103: [6, 30],
  104: [1, 30],
  105: [3, 7],
  106: [0, 131_072],
  107: [1, 9],
  160: [0, 2],
  200: [0, 1],
  201: [0, 1],
  202: [0, 1],
};

const decompressing: Ranges = { 100: [10, 31] };

export interface ZstdParameters {
  readonly level: number;
  readonly windowLog: number | undefined;
}

function check(given: Uint32Array, ranges: Ranges): void {
  for (const [key, [least, most]] of Object.entries(ranges)) {
    const value = given[Number(key)] ?? unset;
    if (value === unset || value === 0 || (value >= least && value <= most)) continue;
    throw codedError(Error, "ERR_ZLIB_INITIALIZATION_FAILED", "Setting parameter failed");
  }
}

export function compressionParameters(given: Uint32Array): ZstdParameters {
  check(given, compressing);
  const asked = given[level] ?? unset;
  const window = given[windowLog] ?? unset;
  return {
    level: asked === unset || asked === 0 ? 3 : Math.min(22, asked | 0),
    windowLog: window === unset || window === 0 ? undefined : window,
  };
}

export const checkDecompression = (given: Uint32Array): void => {
  check(given, decompressing);
};
