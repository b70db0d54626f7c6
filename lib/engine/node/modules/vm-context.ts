import { contextCode } from "@/lib/engine/node/modules/context-code";
import { ContextGlobal, type Replacements } from "@/lib/engine/node/modules/context-global";
import { contextNamesOf, noNames, parseScript, type ContextNames } from "@/lib/engine/node/modules/context-names";
import { LexicalNames } from "@/lib/engine/node/modules/lexical-names";

type Sandbox = Record<PropertyKey, unknown>;

/** Evaluates code with a scope between it and the global object; `this` is the context's global. */
type Runner = (this: object, evaluate: unknown, scope: object, code: string) => unknown;

/** Finds the language's own `eval` by its parameter, where a context has none or another one. */
const runnerText = "(function (eval) { with (arguments[1]) { return eval(arguments[2]); } })";

/** The name under which a script hands over the functions it declares. */
export const defineName = "__$define";

export interface ContextOptions {
  readonly languageNames: ReadonlySet<PropertyKey>;
  readonly replaced?: Replacements;
  readonly evaluate: (code: string) => unknown;
}

/**
 * A `vm` context, as far as a browser goes: code sees the properties of the context object and the language's own
 * globals, what it declares becomes a property of the context object. The intrinsics are those of the main context.
 */
export class VmContext {
  readonly #sandbox: Sandbox;
  readonly #global: ContextGlobal;
  readonly #lexical = new LexicalNames();
  readonly #run: Runner;
  readonly #evaluator: unknown;

  constructor(sandbox: object, { languageNames, replaced = new Map(), evaluate }: ContextOptions) {
    this.#sandbox = sandbox as Sandbox;
    this.#run = evaluate(runnerText) as Runner;
    this.#evaluator = evaluate("eval");
    this.#global = new ContextGlobal(sandbox, languageNames, replaced);
  }

  get global(): object {
    return this.#global.proxy;
  }

  /** The scope of one script: which names are the context's, and not those of the engine outside. */
  #scopeOf(names: ContextNames, helpers: Readonly<Sandbox>): object {
    const { variables, functions, assigned, isStrict } = names;
    let isReady = functions.size === 0;
    let isBegun = false;
    const define = (given: Sandbox): void => {
      isReady = true;
      Object.assign(this.#sandbox, given);
    };
    // Over an empty object, so that no rule about the context object's own properties stands between it and the code.
    return new Proxy<Sandbox>(Object.create(null) as Sandbox, {
      has: (_target, key) => {
        if (!isBegun && key === "eval") {
          isBegun = true;
          return false;
        }
        if (key === defineName) return !isReady;
        if (Object.hasOwn(helpers, key)) return true;
        if (!isReady && functions.has(key as string)) return false;
        if (this.#lexical.has(key)) return true;
        if (key === "arguments") return Reflect.has(this.#sandbox, key);
        const isOurs = Reflect.has(this.#sandbox, key) || variables.has(key as string) || assigned.has(key as string);
        return isOurs || Reflect.has(globalThis, key);
      },
      get: (_target, key) => {
        if (key === Symbol.unscopables) return undefined;
        if (key === defineName && !isReady) return define;
        if (Object.hasOwn(helpers, key)) return helpers[key];
        return this.#lexical.has(key) ? this.#lexical.get(key) : this.#global.get(key);
      },
      set: (_target, key, value) => this.#set(key, value, isStrict),
      deleteProperty: (_target, key) => !this.#isDeclared(key) && Reflect.deleteProperty(this.#global.proxy, key),
    });
  }

  #isDeclared(key: PropertyKey): boolean {
    return this.#lexical.has(key) || this.#lexical.isVariable(key);
  }

  /** What can't be assigned is let pass in sloppy code, as it is there. */
  #set(key: PropertyKey, value: unknown, isStrict: boolean): boolean {
    if (this.#lexical.has(key)) {
      this.#lexical.set(key, value);
      return true;
    }
    const isSet = Reflect.set(this.#sandbox, key, value);
    if (isSet || !isStrict) return true;
    throw new TypeError(`Cannot assign to read only property '${String(key)}' of object '#<Object>'`);
  }

  #declare(names: ContextNames): void {
    this.#lexical.declare(names);
    for (const name of names.variables) {
      if (!Reflect.has(this.#sandbox, name)) this.#sandbox[name] = undefined;
    }
  }

  /** A script of the context. `helpers` are seen by the code and aren't the context's. */
  evaluate(code: string, tail: string, helpers: Readonly<Sandbox>): unknown {
    const program = parseScript(code);
    const names = program ? contextNamesOf(program) : noNames;
    this.#declare(names);
    const handOver = names.functions.size > 0 ? `${defineName}({${[...names.functions].join()}});` : "";
    const text = program ? contextCode(code, program, names.isStrict, handOver) : code;
    return this.#evaluate(names, helpers, text + tail);
  }

  /** A function or a module, whose text declares nothing outside of itself. */
  expression(code: string): unknown {
    return this.#evaluate(noNames, {}, code);
  }

  #evaluate(names: ContextNames, helpers: Readonly<Sandbox>, text: string): unknown {
    return Reflect.apply(this.#run, this.#global.proxy, [this.#evaluator, this.#scopeOf(names, helpers), text]);
  }
}
