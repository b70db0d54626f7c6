/** What a context object must not offer, and what is offered instead. */
export type Replacements = ReadonlyMap<PropertyKey, unknown>;

type Sandbox = Record<PropertyKey, unknown>;

/**
 * The global object of a context: the properties of the context object, and below them the language's own, which can't be
 * enumerated. What is taken away here stays away.
 */
export class ContextGlobal {
  readonly proxy: object;
  readonly #sandbox: Sandbox;
  readonly #names: ReadonlySet<PropertyKey>;
  readonly #replaced: Replacements;
  readonly #deleted = new Set<PropertyKey>();

  constructor(sandbox: object, names: ReadonlySet<PropertyKey>, replaced: Replacements) {
    this.#sandbox = sandbox as Sandbox;
    this.#names = names;
    this.#replaced = replaced;
    this.proxy = new Proxy(this.#sandbox, {
      get: (_target, key) => this.get(key),
      has: (target, key) => Reflect.has(target, key) || this.#isLanguage(key),
      set: (target, key, value) => Reflect.set(target, key, value),
      deleteProperty: (target, key) => this.#delete(target, key),
      ownKeys: (target) => this.#ownKeys(target),
      getOwnPropertyDescriptor: (target, key) => this.#describe(target, key),
    });
  }

  /** As a program in the context sees it: it never meets the context object itself. */
  get(key: PropertyKey): unknown {
    if (!Reflect.has(this.#sandbox, key)) return this.languageValue(key);
    const value: unknown = Reflect.get(this.#sandbox, key);
    return value === this.#sandbox ? this.proxy : value;
  }

  languageValue(key: PropertyKey): unknown {
    if (!this.#isLanguage(key)) return undefined;
    if (key === "globalThis") return this.proxy;
    return this.#replaced.has(key) ? this.#replaced.get(key) : Reflect.get(globalThis, key);
  }

  #isLanguage(key: PropertyKey): boolean {
    return this.#names.has(key) && !this.#deleted.has(key);
  }

  #delete(target: Sandbox, key: PropertyKey): boolean {
    if (this.#names.has(key)) this.#deleted.add(key);
    return Reflect.deleteProperty(target, key);
  }

  /** A frozen object has its own properties and no others, or the browser complains. */
  #ownKeys(target: Sandbox): (string | symbol)[] {
    const own = Reflect.ownKeys(target);
    if (!Reflect.isExtensible(target)) return own;
    const language = [...this.#names].filter((key) => this.#isLanguage(key) && !own.includes(key as string));
    return [...(language as string[]), ...own];
  }

  #describe(target: Sandbox, key: PropertyKey): PropertyDescriptor | undefined {
    const own = Reflect.getOwnPropertyDescriptor(target, key);
    if (own || !this.#isLanguage(key) || !Reflect.isExtensible(target)) return own;
    return { value: this.languageValue(key), writable: true, enumerable: false, configurable: true };
  }
}
