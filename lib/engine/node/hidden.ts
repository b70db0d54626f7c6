/** V8's private symbols don't show; ours are at least not enumerable, so that copies and comparisons don't meet them. */
export function setHidden(target: object, key: symbol, value: unknown): void {
  Object.defineProperty(target, key, { value, writable: true, configurable: true, enumerable: false });
}
