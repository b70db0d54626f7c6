/** The least value of each bucket, and how many recorded values fell into it. */
type Buckets = Map<number, number>;

export interface HistogramRange {
  readonly lowest: number;
  readonly highest: number;
  /** Significant decimal digits that are kept. */
  readonly figures: number;
}

const nothingYet = 2n ** 63n - 1n;

/** Counts of values in buckets whose width grows with the value, so that each is known to so many figures (HDR). */
export class Histogram {
  readonly #range: HistogramRange;
  /** Values below it have a bucket each, in units of the lowest. */
  readonly #fine: number;
  readonly #unit: number;
  readonly #buckets: Buckets = new Map();
  #sorted: readonly (readonly [number, number])[] | undefined;
  #count = 0;
  #exceeds = 0;
  #least = Number.POSITIVE_INFINITY;
  #most = 0;
  #lastAt = 0;

  constructor(
    range: HistogramRange,
    readonly now: () => number,
  ) {
    this.#range = range;
    this.#unit = 2 ** Math.floor(Math.log2(range.lowest));
    this.#fine = this.#unit * 2 ** Math.ceil(Math.log2(2 * 10 ** range.figures));
  }

  #width(value: number): number {
    return value < this.#fine ? this.#unit : this.#unit * 2 ** Math.floor(Math.log2(value / this.#fine)) * 2;
  }

  #bottom(value: number): number {
    const width = this.#width(value);
    return Math.floor(value / width) * width;
  }

  #top(value: number): number {
    return this.#bottom(value) + this.#width(value) - 1;
  }

  #note(value: number, times: number): void {
    const bottom = this.#bottom(value);
    this.#buckets.set(bottom, (this.#buckets.get(bottom) ?? 0) + times);
    this.#sorted = undefined;
    this.#count += times;
    this.#least = Math.min(this.#least, value);
    this.#most = Math.max(this.#most, value);
  }

  #ascending(): readonly (readonly [number, number])[] {
    this.#sorted ??= [...this.#buckets].toSorted(([left], [right]) => left - right);
    return this.#sorted;
  }

  record(given: number | bigint): void {
    const value = Number(given);
    if (value > this.#range.highest) this.#exceeds += 1;
    else this.#note(value, 1);
  }

  /** What would have been recorded had the recorder not waited for the value itself. */
  recordCorrected(given: number | bigint, expected: number | bigint): void {
    const [value, interval] = [Number(given), Number(expected)];
    this.record(value);
    const missed = interval > 0 ? Math.floor(value / interval) - 1 : 0;
    for (let at = 1; at <= missed; at++) this.record(value - at * interval);
  }

  /** The time since the last one, in nanoseconds. */
  recordDelta(): void {
    const at = this.now() * 1e6;
    if (this.#lastAt > 0 && at > this.#lastAt) this.record(Math.round(at - this.#lastAt));
    this.#lastAt = at;
  }

  add(other: Histogram): void {
    for (const [value, times] of other.#ascending()) this.#note(value, times);
    this.#least = Math.min(this.#least, other.#least);
    this.#most = Math.max(this.#most, other.#most);
    this.#exceeds += other.#exceeds;
  }

  subtract(other: Histogram): void {
    for (const [value, times] of other.#ascending()) {
      const left = Math.max(0, (this.#buckets.get(value) ?? 0) - times);
      this.#count += left - (this.#buckets.get(value) ?? 0);
      if (left === 0) this.#buckets.delete(value);
      else this.#buckets.set(value, left);
    }
    this.#sorted = undefined;
    const values = this.#ascending();
    this.#least = values[0]?.[0] ?? Number.POSITIVE_INFINITY;
    this.#most = values.at(-1)?.[0] ?? 0;
  }

  reset(): void {
    this.#buckets.clear();
    this.#sorted = undefined;
    this.#count = this.#exceeds = this.#most = this.#lastAt = 0;
    this.#least = Number.POSITIVE_INFINITY;
  }

  count = (): number => this.#count;
  countBigInt = (): bigint => BigInt(this.#count);
  exceeds = (): number => this.#exceeds;
  exceedsBigInt = (): bigint => BigInt(this.#exceeds);
  minBigInt = (): bigint => (this.#count === 0 ? nothingYet : BigInt(this.#bottom(this.#least)));
  min = (): number => Number(this.minBigInt());
  max = (): number => (this.#count === 0 ? 0 : this.#top(this.#most));
  maxBigInt = (): bigint => BigInt(this.max());
  countAt = (value: number): number => this.#buckets.get(this.#bottom(value)) ?? 0;

  cdf(value: number): number {
    let below = 0;
    for (const [bottom, times] of this.#ascending()) if (bottom <= value) below += times;
    return this.#count === 0 ? Number.NaN : below / this.#count;
  }

  /** A value stands in the middle of its bucket. */
  #average(of: (value: number) => number): number {
    let sum = 0;
    for (const [bottom, times] of this.#ascending()) sum += of(bottom + Math.floor(this.#width(bottom) / 2)) * times;
    return sum / this.#count;
  }

  mean = (): number => this.#average((value) => value);

  #moment(power: number): number {
    const mean = this.mean();
    return this.#average((value) => (value - mean) ** power);
  }

  stddev = (): number => Math.sqrt(this.#moment(2));
  skewness = (): number => this.#moment(3) / this.stddev() ** 3;
  kurtosis = (): number => this.#moment(4) / this.#moment(2) ** 2 - 3;

  percentile(wanted: number): number {
    const rank = Math.max(1, Math.round((Math.min(wanted, 100) / 100) * this.#count));
    let seen = 0;
    for (const [bottom, times] of this.#ascending()) {
      seen += times;
      if (seen >= rank) return wanted === 0 ? bottom : this.#top(bottom);
    }
    return 0;
  }

  percentileBigInt = (wanted: number): bigint => BigInt(this.percentile(wanted));

  /** Each step halves what is left up to the greatest value. */
  #levels(): number[] {
    const levels = [0];
    if (this.#count === 0) return [100];
    for (let step = 50, at = 0; at < 100 && this.percentile(at) < this.max(); step /= 2) {
      at += step;
      levels.push(at);
    }
    return [...levels, ...(levels.at(-1) === 100 ? [] : [100])];
  }

  percentiles(into: Map<number, number>): void {
    for (const level of this.#levels()) into.set(level, this.percentile(level));
  }

  percentilesBigInt(into: Map<number, bigint>): void {
    for (const level of this.#levels()) into.set(level, this.percentileBigInt(level));
  }

  percentilesAt(into: Map<number, number>, levels: Iterable<number>): void {
    for (const level of levels) into.set(level, this.percentile(level));
  }
}
