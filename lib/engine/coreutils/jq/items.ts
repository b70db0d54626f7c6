import { getKey, type Path } from "./access";
import { writeJson } from "./json-writer";
import type { Definition, Node } from "./tree";
import { fail, shown } from "./faults";
import { isArray, isObject, type Json } from "./values";

/** A value with the path it stands at. Nobody asks for most paths (undefined); what was computed stands nowhere. */
export interface Item {
  readonly value: Json;
  readonly path: Path | "nowhere" | undefined;
}

export type Outcome = Generator<Item, void>;

interface Closure {
  readonly node: Node;
  readonly scope: Scope | undefined;
}

/** What a name stands for: `$x`, `f/1` or `*label`. The last one counts. */
export interface Scope {
  readonly outer: Scope | undefined;
  readonly name: string;
  readonly value?: Json;
  readonly closure?: Closure;
  readonly definition?: Definition;
}

export const computed = (item: Item, value: Json): Item => ({ value, path: item.path && "nowhere" });

/** What stands at a key of an item. */
export function at({ value, path }: Item, key: Json): Item {
  if (path === "nowhere")
    return fail(`Invalid path expression near attempt to access element ${writeJson(key)} of ${writeJson(value)}`);
  return { value: getKey(value, key), path: path && [...path, key] };
}

export function* iterate({ value, path }: Item): Outcome {
  if (path === "nowhere") fail(`Invalid path expression near attempt to iterate through ${writeJson(value)}`);
  const along = (key: Json): Path | undefined => (Array.isArray(path) ? [...path, key] : undefined);
  if (isArray(value)) for (const [key, inner] of value.entries()) yield { value: inner, path: along(key) };
  else if (isObject(value)) for (const [key, inner] of value) yield { value: inner, path: along(key) };
  else fail(`Cannot iterate over ${shown(value)}`);
}

export function pathOf({ value, path }: Item): Path {
  if (path === "nowhere") return fail(`Invalid path expression with result ${writeJson(value)}`);
  return path ?? [];
}

export function* take<Given>(given: Iterable<Given>, count: number): Generator<Given, void> {
  if (count <= 0) return;
  let left = count;
  for (const each of given) {
    yield each;
    if (--left <= 0) return;
  }
}
