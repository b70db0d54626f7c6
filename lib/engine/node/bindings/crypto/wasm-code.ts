/** Words of WebAssembly's binary format, as far as hashes need them: code is made here, not kept as a file. */
export type Code = readonly number[];

/** An unsigned number, seven bits a byte. */
export function unsigned(value: number): Code {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

/** A signed number, seven bits a byte. */
export function signed(value: bigint): Code {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7n) {
    const low = Number(rest & 0x7fn);
    const isSign = (low & 0x40) !== 0;
    if ((rest >> 7n === 0n && !isSign) || (rest >> 7n === -1n && isSign)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
export const repeat = (body: Code): Code => [0x03, 0x40, ...body, 0x0b];
/** Back to the beginning of the loop, if what is on the stack isn't 0. */
export const again: Code = [0x0d, 0];

/** What can be done with words of one size. An operation takes its operands from before it. */
export interface WordCode {
  readonly type: number;
  readonly bytes: number;
  readonly constant: (value: bigint) => Code;
  readonly load: (offset: number) => Code;
  readonly store: (offset: number) => Code;
  readonly add: Code;
  readonly sub: Code;
  readonly and: Code;
  readonly or: Code;
  readonly xor: Code;
  readonly shiftRight: Code;
  readonly rotateLeft: Code;
  readonly rotateRight: Code;
}

export const word32: WordCode = {
  type: 0x7f,
  bytes: 4,
  constant: (value) => [0x41, ...signed(BigInt.asIntN(32, value))],
  load: (offset) => [0x28, 2, ...unsigned(offset)],
  store: (offset) => [0x36, 2, ...unsigned(offset)],
  add: [0x6a],
  sub: [0x6b],
  and: [0x71],
  or: [0x72],
  xor: [0x73],
  shiftRight: [0x76],
  rotateLeft: [0x77],
  rotateRight: [0x78],
};

export const word64: WordCode = {
  type: 0x7e,
  bytes: 8,
  constant: (value) => [0x42, ...signed(BigInt.asIntN(64, value))],
  load: (offset) => [0x29, 3, ...unsigned(offset)],
  store: (offset) => [0x37, 3, ...unsigned(offset)],
  add: [0x7c],
  sub: [0x7d],
  and: [0x83],
  or: [0x84],
  xor: [0x85],
  shiftRight: [0x88],
  rotateLeft: [0x89],
  rotateRight: [0x8a],
};

export interface Routine {
  readonly name: string;
  /** Beside its two parameters, which are 32 bits wide. */
  readonly locals: { readonly count: number; readonly type: number };
  readonly body: Code;
}

const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
const named = (name: string): Code => [name.length, ...new TextEncoder().encode(name)];

/** A module of routines that take two 32-bit numbers, with a memory of so many pages exported as `memory`. */
export function moduleOf(routines: readonly Routine[], pages: number): Uint8Array<ArrayBuffer> {
  const bodies = routines.map(({ locals, body }) => {
    const whole = [1, ...unsigned(locals.count), locals.type, ...body, 0x0b];
    return [...unsigned(whole.length), ...whole];
  });
  const exported = routines.map(({ name }, index) => [...named(name), 0, index]);
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 2, word32.type, word32.type, 0]),
    ...section(3, [routines.length, ...routines.map(() => 0)]),
    ...section(5, [1, 0, ...unsigned(pages)]),
    ...section(7, [routines.length + 1, ...named("memory"), 2, 0, ...exported.flat()]),
    ...section(10, [routines.length, ...bodies.flat()]),
  ]);
}
