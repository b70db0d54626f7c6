/** The cells of a module: `cells.x` is export `x` as it is now. */
export type Cells = Record<string, unknown>;

/**
 * A fast-mode object: reading an imported name off it costs a nanosecond. `Object.create(null)` would be a dictionary,
 * ten times slower.
 */
function CellObject(): void {}
Reflect.deleteProperty(CellObject.prototype, "constructor");
Object.setPrototypeOf(CellObject.prototype, null);

export const createCells = (): Cells => Reflect.construct(CellObject, []) as Cells;

const namespaces = new WeakSet();

export const isNamespace = (value: object): boolean => namespaces.has(value);

class NamespaceHandler implements ProxyHandler<object> {
  readonly #cells: Cells;
  readonly #names: ReadonlySet<string>;

  constructor(cells: Cells, names: ReadonlySet<string>) {
    this.#cells = cells;
    this.#names = names;
  }

  #has(key: PropertyKey): key is string {
    return typeof key === "string" && this.#names.has(key);
  }

  get(target: object, key: PropertyKey): unknown {
    return this.#has(key) ? this.#cells[key] : Reflect.get(target, key);
  }

  set(): boolean {
    return false;
  }

  deleteProperty(_: object, key: PropertyKey): boolean {
    return !this.#has(key) && key !== Symbol.toStringTag;
  }

  getOwnPropertyDescriptor(target: object, key: PropertyKey): PropertyDescriptor | undefined {
    if (!this.#has(key)) return Reflect.getOwnPropertyDescriptor(target, key);
    return { value: this.#cells[key], writable: true, enumerable: true, configurable: false };
  }

  /** Succeeds only when it would change nothing. */
  defineProperty(target: object, key: PropertyKey, descriptor: PropertyDescriptor): boolean {
    if (!this.#has(key)) return Reflect.defineProperty(target, key, descriptor);
    const changes = descriptor.configurable || descriptor.enumerable === false || descriptor.writable === false;
    if (changes || descriptor.get || descriptor.set) return false;
    return "value" in descriptor ? Object.is(descriptor.value, this.#cells[key]) : true;
  }

  setPrototypeOf(_: object, prototype: object | null): boolean {
    return prototype === null;
  }
}

/** A module namespace object, exact to its descriptors: a Proxy over a sealed target. */
export function createNamespace(cells: Cells, names: Iterable<string>): object {
  const sorted = [...names].sort();
  const target = Object.create(null) as object;
  for (const name of sorted)
    Object.defineProperty(target, name, { value: undefined, writable: true, enumerable: true });
  Object.defineProperty(target, Symbol.toStringTag, { value: "Module" });
  Object.preventExtensions(target);
  const namespace = new Proxy(target, new NamespaceHandler(cells, new Set(sorted)));
  namespaces.add(namespace);
  return namespace;
}
