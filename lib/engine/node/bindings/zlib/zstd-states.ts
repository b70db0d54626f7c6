/** One state of a decoder: what it stands for, and where it goes. */
interface State {
  readonly symbol: number;
  readonly bits: number;
  readonly base: number;
}

/** RFC 8878, 4.1.1: the decoder's states, from a distribution. */
function decoderStates(distribution: readonly number[], log: number): State[] {
  const size = 1 << log;
  const symbols = new Int16Array(size).fill(-1);
  let last = size - 1;
  for (const [symbol, share] of distribution.entries()) if (share === -1) symbols[last--] = symbol;
  let at = 0;
  for (const [symbol, share] of distribution.entries()) {
    for (let count = 0; count < share; count++) {
      symbols[at] = symbol;
      do at = (at + (size >> 1) + (size >> 3) + 3) & (size - 1);
      while (at > last);
    }
  }
  const next = distribution.map((share) => (share === -1 ? 1 : share));
  return Array.from(symbols, (symbol) => {
    const turn = next[symbol] ?? 1;
    next[symbol] = turn + 1;
    const bits = log - (31 - Math.clz32(turn));
    return { symbol, bits, base: (turn << bits) - size };
  });
}

export interface Step {
  /** The state that the decoder has to be in. */
  readonly state: number;
  /** What it reads on its way to the next one. */
  readonly value: number;
  readonly bits: number;
}

/**
 * Finite state entropy the other way round: which state tells of a symbol and leads to a given one. An encoder goes from the
 * last symbol to the first, since a decoder reads backwards.
 */
export class StateTable {
  readonly log: number;
  readonly #steps: readonly (readonly Step[])[];

  constructor(distribution: readonly number[], log: number) {
    this.log = log;
    const steps: Step[][] = distribution.map(() => []);
    for (const [state, { symbol, bits, base }] of decoderStates(distribution, log).entries()) {
      for (let value = 0; value < 1 << bits; value++) (steps[symbol] as Step[])[base + value] = { state, value, bits };
    }
    this.#steps = steps;
  }

  /** Any state of the symbol: nothing follows it. */
  last(symbol: number): number {
    const [first] = this.#steps[symbol] ?? [];
    return first?.state ?? 0;
  }

  before(symbol: number, next: number): Step {
    return this.#steps[symbol]?.[next] as Step;
  }
}
