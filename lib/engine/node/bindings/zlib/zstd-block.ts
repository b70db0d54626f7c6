import { BackwardBits } from "./zstd-bits";
import { distributions, literalLengths, matchLengths } from "./zstd-codes.data";
import { StateTable } from "./zstd-states";

/** So many bytes as they are, then so many again that stood so far back. */
export interface Sequence {
  readonly literals: number;
  readonly length: number;
  /** 1: as far back as the last time; else the distance and three. */
  readonly offset: number;
}

const tables = {
  literals: new StateTable(distributions.literalLengths, 6),
  offsets: new StateTable(distributions.offsets, 5),
  lengths: new StateTable(distributions.matchLengths, 6),
};

function codeOf({ base }: { readonly base: readonly number[] }, value: number): number {
  let [low, high] = [0, base.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((base[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

interface Coded {
  readonly codes: readonly [literals: number, offset: number, length: number];
  readonly extra: readonly (readonly [value: number, bits: number])[];
}

function coded({ literals, length, offset }: Sequence): Coded {
  const [first, last] = [codeOf(literalLengths, literals), codeOf(matchLengths, length)];
  const offsetCode = 31 - Math.clz32(offset);
  return {
    codes: [first, offsetCode, last],
    extra: [
      [literals - (literalLengths.base[first] ?? 0), literalLengths.bits[first] ?? 0],
      [length - (matchLengths.base[last] ?? 0), matchLengths.bits[last] ?? 0],
      [offset - (1 << offsetCode), offsetCode],
    ],
  };
}

/** A decoder reads offset, length, literals; so they are written the other way round. */
function sequenceBits(sequences: readonly Sequence[]): Uint8Array {
  const bits = new BackwardBits();
  let states: [number, number, number] | undefined;
  for (const sequence of sequences.toReversed()) {
    const { codes, extra } = coded(sequence);
    const [literal, offset, length] = codes;
    if (states === undefined) {
      states = [tables.literals.last(literal), tables.offsets.last(offset), tables.lengths.last(length)];
    } else {
      const steps = [
        tables.literals.before(literal, states[0]),
        tables.offsets.before(offset, states[1]),
        tables.lengths.before(length, states[2]),
      ] as const;
      bits.write(steps[1].value, steps[1].bits);
      bits.write(steps[2].value, steps[2].bits);
      bits.write(steps[0].value, steps[0].bits);
      states = [steps[0].state, steps[1].state, steps[2].state];
    }
    for (const [value, count] of extra) bits.write(value, count);
  }
  const [literal, offset, length] = states ?? [0, 0, 0];
  bits.write(length, tables.lengths.log);
  bits.write(offset, tables.offsets.log);
  bits.write(literal, tables.literals.log);
  return bits.end();
}

function literalsHead(size: number): number[] {
  if (size < 32) return [size << 3];
  if (size < 4096) return [((size << 4) & 0xff) | 4, size >> 4];
  return [((size << 4) & 0xff) | 12, (size >> 4) & 0xff, size >> 12];
}

function countHead(count: number): number[] {
  if (count < 128) return [count];
  if (count < 0x7f00) return [(count >> 8) + 128, count & 0xff];
  return [255, (count - 0x7f00) & 0xff, (count - 0x7f00) >> 8];
}

/** The content of a compressed block: literals as they are, sequences by the distributions that everyone knows. */
export function blockContent(literals: Uint8Array, sequences: readonly Sequence[]): Uint8Array {
  const head = literalsHead(literals.length);
  const middle = sequences.length === 0 ? [0] : [...countHead(sequences.length), 0];
  const tail = sequences.length === 0 ? new Uint8Array(0) : sequenceBits(sequences);
  const content = new Uint8Array(head.length + literals.length + middle.length + tail.length);
  content.set(head);
  content.set(literals, head.length);
  content.set(middle, head.length + literals.length);
  content.set(tail, head.length + literals.length + middle.length);
  return content;
}
