/** What pip says in one line, and ends. */
export class PipFailure extends Error {}
