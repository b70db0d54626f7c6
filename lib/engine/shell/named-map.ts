/** Names that stand for other names (`declare -n`). */
export type References = Map<string, string>;

/** Most steps from a name to what it stands for: a circle ends here. */
const most = 8;

export function referred(references: References, name: string): string {
  let target = name;
  for (let step = 0; step < most; step++) {
    const next = references.get(target);
    if (next === undefined) return target;
    target = next;
  }
  return name;
}

/** What is held under a name is held under the one it stands for. Going through all of them shows names as they are. */
export class NamedMap<Value> extends Map<string, Value> {
  readonly #references: References;

  constructor(references: References, entries: Iterable<readonly [string, Value]> = []) {
    super();
    this.#references = references;
    for (const [name, value] of entries) super.set(name, value);
  }

  override get(name: string): Value | undefined {
    return super.get(referred(this.#references, name));
  }

  override has(name: string): boolean {
    return super.has(referred(this.#references, name));
  }

  override set(name: string, value: Value): this {
    return super.set(referred(this.#references, name), value);
  }

  override delete(name: string): boolean {
    return super.delete(referred(this.#references, name));
  }
}
