import { contextNamesOf, type ContextNames } from "@/lib/engine/node/modules/context-names";

type Sandbox = Record<PropertyKey, unknown>;

/** Evaluates code with a scope between it and the global object; `this` is the context's global. */
type Runner = (this: object, scope: object, code: string) => unknown;

/** What stays the language's own in every context. */
const runnerText = "(function () { with (arguments[0]) { return eval(arguments[1]); } })";

/** The name under which a script hands over the functions it declares. */
export const defineName = "__$define";

/**
 * A `vm` context, as far as a browser goes: code sees the properties of the context object and the language's own
 * globals, what it declares becomes a property of the context object. The intrinsics are those of the main context.
 */
export class VmContext {
  readonly #sandbox: Sandbox;
  readonly #global: object;
  readonly #native: ReadonlySet<PropertyKey>;
  readonly #run: Runner;

  constructor(sandbox: object, languageNames: ReadonlySet<PropertyKey>, evaluate: (code: string) => unknown) {
    this.#sandbox = sandbox as Sandbox;
    this.#native = languageNames;
    this.#run = evaluate(runnerText) as Runner;
    this.#global = new Proxy(this.#sandbox, {
      get: (target, key) => (Reflect.has(target, key) ? Reflect.get(target, key) : this.#languageValue(key)),
      has: (target, key) => Reflect.has(target, key) || this.#native.has(key),
    });
  }

  get global(): object {
    return this.#global;
  }

  #languageValue(key: PropertyKey): unknown {
    if (key === "globalThis") return this.#global;
    return this.#native.has(key) ? Reflect.get(globalThis, key) : undefined;
  }

  /** The scope of one script: which names are the context's, and not those of the engine outside. */
  #scopeOf({ variables, functions, assigned }: ContextNames, helpers: Readonly<Sandbox>): object {
    let isReady = functions.size === 0;
    const define = (given: Sandbox): void => {
      isReady = true;
      Object.assign(this.#sandbox, given);
    };
    return new Proxy(this.#sandbox, {
      has: (target, key) => {
        if (key === defineName) return !isReady;
        if (Object.hasOwn(helpers, key)) return true;
        if (!isReady && functions.has(key as string)) return false;
        if (key === "arguments") return Reflect.has(target, key);
        const isOurs = Reflect.has(target, key) || variables.has(key as string) || assigned.has(key as string);
        return isOurs || Reflect.has(globalThis, key);
      },
      get: (target, key) => {
        if (key === Symbol.unscopables) return undefined;
        if (key === defineName && !isReady) return define;
        if (Object.hasOwn(helpers, key)) return helpers[key];
        return Reflect.has(target, key) ? Reflect.get(target, key) : this.#languageValue(key);
      },
      set: (target, key, value) => Reflect.set(target, key, value),
    });
  }

  /** `helpers` are seen by the code and aren't the context's. */
  evaluate(code: string, tail: string, helpers: Readonly<Sandbox>): unknown {
    const names = contextNamesOf(code);
    for (const name of names.variables) if (!Reflect.has(this.#sandbox, name)) this.#sandbox[name] = undefined;
    const handOver = names.functions.size > 0 ? `${defineName}({${[...names.functions].join()}});` : "";
    return Reflect.apply(this.#run, this.#global, [this.#scopeOf(names, helpers), handOver + code + tail]);
  }
}
