/** Names for the calls of one answer. */
export interface CallIds {
  /** The name of the call that the provider calls so, and that isn't complete yet. */
  readonly of: (given: string) => string;
  /** The same; from now on the provider's name means another call. */
  readonly complete: (given: string) => string;
}

/**
 * The provider's own names, or new ones where it repeats itself: some servers number the calls of each answer from zero, or
 * give none a name, and two calls of one name would share a question and a result.
 */
export function createCallIds(isTaken: (id: string) => boolean): CallIds {
  const open = new Map<string, string>();
  const idOf = (given: string): string => {
    const known = open.get(given) ?? (given === "" || isTaken(given) ? crypto.randomUUID() : given);
    open.set(given, known);
    return known;
  };
  return {
    of: idOf,
    complete(given) {
      const id = idOf(given);
      open.delete(given);
      return id;
    },
  };
}
