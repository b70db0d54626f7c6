type Then = (this: unknown, fulfilled: unknown, rejected?: unknown) => unknown;

/** `Promise.prototype.then` as the browser has it: no program can replace it, and no context is carried along. */
export const nativeThen = Reflect.get(Promise.prototype, "then") as Then;

export function whenSettled<T>(
  promise: PromiseLike<T>,
  fulfilled: (value: T) => void,
  rejected?: (reason: unknown) => void,
): void {
  Reflect.apply(nativeThen, promise, [fulfilled, rejected]);
}
