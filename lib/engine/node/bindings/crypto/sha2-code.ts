import { cubeRoots } from "./sha2-numbers";
import { again, get, moduleOf, repeat, set, word32, word64, type Code, type Routine, type WordCode } from "./wasm-code";

/** How SHA-256 and SHA-512 differ. Of each triple of turns, the last one of a `schedule` is a shift. */
interface Shape {
  readonly name: "sha256" | "sha512";
  readonly word: WordCode;
  readonly rounds: number;
  readonly sumOfA: readonly [number, number, number];
  readonly sumOfE: readonly [number, number, number];
  readonly scheduleEarly: readonly [number, number, number];
  readonly scheduleLate: readonly [number, number, number];
}

const shapes: readonly Shape[] = [
  {
    name: "sha256",
    word: word32,
    rounds: 64,
    sumOfA: [2, 13, 22],
    sumOfE: [6, 11, 25],
    scheduleEarly: [7, 18, 3],
    scheduleLate: [17, 19, 10],
  },
  {
    name: "sha512",
    word: word64,
    rounds: 80,
    sumOfA: [28, 34, 39],
    sumOfE: [14, 18, 41],
    scheduleEarly: [1, 8, 7],
    scheduleLate: [19, 61, 6],
  },
];

/** Where things lie in the module's memory. */
export const memoryPlan = { state: 0, input: 256, inputBytes: 1 << 16, pages: 2 } as const;

const [at, blocks] = [0, 1];
const working = [2, 3, 4, 5, 6, 7, 8, 9];
const firstOfSchedule = 10;
const sum = 26;

/** Numbers in the input are written with their highest byte first; the machine reads the lowest first. */
function swapped({ constant, and, or, rotateLeft, rotateRight, bytes, shiftRight }: WordCode, value: Code): Code {
  const half = (mask: bigint, rotate: Code, by: bigint): Code => [
    ...[...get(sum), ...constant(by), ...rotate],
    ...[...constant(mask), ...and],
  ];
  if (bytes === 4)
    return [
      ...[...value, ...set(sum)],
      ...half(0x00ff00ffn, rotateLeft, 8n),
      ...half(0xff00ff00n, rotateRight, 8n),
      ...or,
    ];
  const exchange = (mask: bigint, by: bigint): Code => [
    ...[...get(sum), ...constant(mask), ...and, ...constant(by), ...rotateLeft],
    ...[...get(sum), ...constant(by), ...shiftRight, ...constant(mask), ...and],
    ...or,
  ];
  return [
    ...[...value, ...set(sum)],
    ...[...exchange(0x00ff00ff00ff00ffn, 8n), ...set(sum)],
    ...[...exchange(0x0000ffff0000ffffn, 16n), ...constant(32n), ...rotateLeft],
  ];
}

function mixed(word: WordCode, local: number, turns: readonly [number, number, number], isLastShift: boolean): Code {
  const turned = (by: number, turn: Code): Code => [...get(local), ...word.constant(BigInt(by)), ...turn];
  return [
    ...turned(turns[0], word.rotateRight),
    ...[...turned(turns[1], word.rotateRight), ...word.xor],
    ...[...turned(turns[2], isLastShift ? word.shiftRight : word.rotateRight), ...word.xor],
  ];
}

function round(shape: Shape, place: number, constant: bigint): Code {
  const { word } = shape;
  const one = (name: number): number => working[(name + 8 - (place % 8)) % 8] ?? 0;
  const [a, b, c, d, e, f, g, h] = [one(0), one(1), one(2), one(3), one(4), one(5), one(6), one(7)] as const;
  const scheduled = (back: number): number => firstOfSchedule + ((place + back) % 16);
  const advance: Code = [
    ...[...get(scheduled(0)), ...mixed(word, scheduled(1), shape.scheduleEarly, true), ...word.add],
    ...[...get(scheduled(9)), ...word.add],
    ...[...mixed(word, scheduled(14), shape.scheduleLate, true), ...word.add, ...set(scheduled(0))],
  ];
  const choice: Code = [...get(g), ...get(e), ...get(f), ...get(g), ...word.xor, ...word.and, ...word.xor];
  const majority: Code = [
    ...[...get(a), ...get(b), ...word.and],
    ...[...get(c), ...get(a), ...get(b), ...word.xor, ...word.and, ...word.xor],
  ];
  return [
    ...(place < 16 ? [] : advance),
    ...[...get(h), ...mixed(word, e, shape.sumOfE, false), ...word.add, ...choice, ...word.add],
    ...[...word.constant(constant), ...word.add, ...get(scheduled(0)), ...word.add, ...set(sum)],
    ...[...get(d), ...get(sum), ...word.add, ...set(d)],
    ...[...get(sum), ...mixed(word, a, shape.sumOfA, false), ...word.add, ...majority, ...word.add, ...set(h)],
  ];
}

/** Takes so many blocks from an address into the state. */
function routine(shape: Shape): Routine {
  const { word, name, rounds } = shape;
  const zero = word32.constant(0n);
  const stateAt = (index: number) => memoryPlan.state + index * word.bytes;
  const begin = working.flatMap((local, index) => [...zero, ...word.load(stateAt(index)), ...set(local)]);
  const read = Array.from({ length: 16 }, (_, index) => [
    ...swapped(word, [...get(at), ...word.load(index * word.bytes)]),
    ...set(firstOfSchedule + index),
  ]);
  const work = cubeRoots(rounds, word.bytes * 8).map((constant, place) => round(shape, place, constant));
  const end = working.flatMap((local, index) => [
    ...[...zero, ...zero, ...word.load(stateAt(index)), ...get(local), ...word.add],
    ...word.store(stateAt(index)),
  ]);
  const next = [
    ...[...get(at), ...word32.constant(BigInt(16 * word.bytes)), ...word32.add, ...set(at)],
    ...[...get(blocks), ...word32.constant(1n), ...word32.sub, ...set(blocks), ...get(blocks), ...again],
  ];
  return {
    name,
    locals: { count: 25, type: word.type },
    body: repeat([...begin, ...read.flat(), ...work.flat(), ...end, ...next]),
  };
}

export const sha2Module = (): Uint8Array<ArrayBuffer> => moduleOf(shapes.map(routine), memoryPlan.pages);
