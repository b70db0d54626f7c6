import { fail, shown } from "../faults";
import type { Json } from "../values";
import type { Plain } from "./plain";

const number = (value: Json | undefined): number =>
  typeof value === "number" ? value : fail(`${shown(value ?? null)} number required`);

const ofOne =
  (run: (value: number) => Json): Plain =>
  (value) =>
    run(number(value));

/** What takes its numbers as arguments alone. */
const ofArgs =
  (run: (...args: number[]) => number): Plain =>
  (_, ...args) =>
    run(...args.map(number));

/** Halves go to the even neighbour. */
function toEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

const awayFromZero = (value: number): number => Math.sign(value) * Math.round(Math.abs(value));

/** A number as a part from a half up to one, and a power of two. */
function parts(value: number): readonly [part: number, power: number] {
  if (value === 0 || !Number.isFinite(value)) return [value, 0];
  let power = Math.max(-1073, Math.floor(Math.log2(Math.abs(value))) + 1);
  let part = value / 2 ** power;
  while (Math.abs(part) >= 1) [part, power] = [part / 2, power + 1];
  while (Math.abs(part) < 0.5) [part, power] = [part * 2, power - 1];
  return [part, power];
}

/** In two steps, so that a power that is no number on its own still counts. */
const scaled = (value: number, power: number): number => {
  const half = Math.trunc(power / 2);
  return value * 2 ** half * 2 ** (power - half);
};

const coefficients = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** Lanczos' approximation: the logarithm of the gamma function. */
function logGamma(value: number): number {
  if (Number.isInteger(value) && value > 0 && value < 23) return Math.log(gamma(value));
  if (value < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * value))) - logGamma(1 - value);
  const [first = 0, ...rest] = coefficients;
  const sum = rest.reduce((all, each, at) => all + each / (value + at), first);
  const middle = value + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (value - 0.5) * Math.log(middle) - middle + Math.log(sum);
}

function gamma(value: number): number {
  if (Number.isInteger(value) && value > 0 && value < 23)
    return Array.from({ length: value - 1 }, (_, at) => at + 1).reduce((all, each) => all * each, 1);
  const sign = value < 0 && Math.floor(value) % 2 !== 0 ? -1 : 1;
  return sign * Math.exp(logGamma(value));
}

const remainder = (one: number, other: number): number => one - other * toEven(one / other);
const isNormal = (value: number): boolean => Number.isFinite(value) && Math.abs(value) >= 2.2250738585072014e-308;

const ofMath = Object.fromEntries(
  (["acos acosh asin asinh atan atanh cbrt ceil cos cosh exp expm1 floor log log10 log1p log2"] as const)
    .flatMap((names) => names.split(" "))
    .concat("sin sinh sqrt tan tanh trunc".split(" "))
    .map((name) => [`${name}/0`, ofOne(Reflect.get(Math, name) as (value: number) => number)]),
);

export const numberFunctions: Readonly<Record<string, Plain>> = {
  ...ofMath,
  "fabs/0": ofOne(Math.abs),
  "round/0": ofOne(awayFromZero),
  "rint/0": ofOne(toEven),
  "nearbyint/0": ofOne(toEven),
  "exp2/0": ofOne((value) => 2 ** value),
  "exp10/0": ofOne((value) => 10 ** value),
  "pow10/0": ofOne((value) => 10 ** value),
  "significand/0": ofOne((value) => (value === 0 ? 0 : parts(value)[0] * 2)),
  "logb/0": ofOne((value) => (value === 0 ? Number.NEGATIVE_INFINITY : parts(value)[1] - 1)),
  "frexp/0": ofOne((value) => parts(value)),
  "modf/0": ofOne((value) => (Number.isFinite(value) ? [value % 1, Math.trunc(value)] : [0, value])),
  "gamma/0": ofOne(logGamma),
  "lgamma/0": ofOne(logGamma),
  "lgamma_r/0": ofOne((value) => [logGamma(value), gamma(value) < 0 ? -1 : 1]),
  "tgamma/0": ofOne(gamma),
  "isnan/0": ofOne(Number.isNaN),
  "isinfinite/0": ofOne((value) => Math.abs(value) === Number.POSITIVE_INFINITY),
  "isfinite/0": ofOne(Number.isFinite),
  "isnormal/0": ofOne(isNormal),
  "nan/0": () => Number.NaN,
  "infinite/0": () => Number.POSITIVE_INFINITY,
  "pow/2": ofArgs((base = 0, power = 0) => (base === 1 ? 1 : base ** power)),
  "atan2/2": ofArgs(Math.atan2),
  "fmod/2": ofArgs((one = 0, other = 0) => one % other),
  "fmin/2": ofArgs(Math.min),
  "fmax/2": ofArgs(Math.max),
  "fdim/2": ofArgs((one = 0, other = 0) => Math.max(0, one - other)),
  "hypot/2": ofArgs(Math.hypot),
  "copysign/2": ofArgs((size = 0, sign = 0) => (sign < 0 || Object.is(sign, -0) ? -Math.abs(size) : Math.abs(size))),
  "remainder/2": ofArgs(remainder),
  "drem/2": ofArgs(remainder),
  "ldexp/2": ofArgs(scaled),
  "scalb/2": ofArgs(scaled),
  "scalbln/2": ofArgs(scaled),
  "fma/3": ofArgs((one = 0, other = 0, added = 0) => one * other + added),
};
