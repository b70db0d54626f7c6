/** After so many vain tries in a row it isn't tried every time any more … */
const patient = 3;
/** … but only once in so many. */
const tryAgain = 16;

/**
 * Whether waiting for something at the price of the core pays, going by how it went lately. Two Workers that the system has put on one core
 * only keep each other from working by looking for the other's answer.
 */
export class Patience {
  #vain = 0;

  /** Runs `wait` if it's worth a try; says whether what was waited for has come. */
  try(wait: () => boolean): boolean {
    const worth = this.#vain < patient || this.#vain % tryAgain === 0;
    const come = worth && wait();
    this.#vain = come ? 0 : this.#vain + 1;
    return come;
  }
}
