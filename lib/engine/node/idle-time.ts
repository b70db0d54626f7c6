/** How long a loop has slept, waiting for something to do. */
export class IdleTime {
  #total = 0;
  #since: number | undefined;

  get total(): number {
    return this.#total;
  }

  begins(now: number): void {
    this.#since = now;
  }

  ends(now: number): void {
    if (this.#since !== undefined) this.#total += now - this.#since;
    this.#since = undefined;
  }
}
