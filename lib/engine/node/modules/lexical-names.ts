import type { ContextNames } from "@/lib/engine/node/modules/context-names";

type Slot = { value: unknown; readonly isConstant: boolean; isSet: boolean };

/** What scripts of one context have declared with `let`, `const` and `class`. */
export class LexicalNames {
  readonly #slots = new Map<PropertyKey, Slot>();
  readonly #variables = new Set<PropertyKey>();

  has(key: PropertyKey): boolean {
    return this.#slots.has(key);
  }

  /** `var` and functions stay for good. */
  isVariable(key: PropertyKey): boolean {
    return this.#variables.has(key);
  }

  get(key: PropertyKey): unknown {
    return this.#slots.get(key)?.value;
  }

  set(key: PropertyKey, value: unknown): void {
    const slot = this.#slots.get(key);
    if (!slot) return;
    if (slot.isConstant && slot.isSet) throw new TypeError("Assignment to constant variable.");
    slot.value = value;
    slot.isSet = true;
  }

  /** Before a script runs: a name that is taken is a fault of the whole script. */
  declare({ variables, functions, lexical, constants }: ContextNames): void {
    const taken =
      [...variables, ...functions].find((name) => this.#slots.has(name)) ??
      [...lexical, ...constants].find((name) => this.#slots.has(name) || this.#variables.has(name));
    if (taken !== undefined) throw new SyntaxError(`Identifier '${taken}' has already been declared`);
    for (const name of [...variables, ...functions]) this.#variables.add(name);
    for (const name of lexical) this.#slots.set(name, { value: undefined, isConstant: false, isSet: false });
    for (const name of constants) this.#slots.set(name, { value: undefined, isConstant: true, isSet: false });
  }
}
