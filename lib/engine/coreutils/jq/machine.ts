import type { Path } from "./access";
import { assign } from "./assign";
import { writeFormat } from "./formats";
import { at, computed, iterate, pathOf, type Item, type Outcome, type Scope } from "./items";
import { operators } from "./operators";
import { bindPatterns } from "./patterns";
import type { Native, Runner } from "./runner";
import type { Definition, Node } from "./tree";
import { fail, JqError, shown } from "./faults";
import { isTrue, type Json } from "./values";

/** Leaves a `label`. */
class Break extends Error {
  constructor(readonly scope: Scope) {
    super("break");
  }
}

export class Machine implements Runner {
  constructor(
    private readonly natives: ReadonlyMap<string, Native>,
    private readonly definitions: ReadonlyMap<string, Definition>,
  ) {}

  *values(node: Node, scope: Scope | undefined, value: Json): Generator<Json, void> {
    for (const item of this.run(node, scope, { value, path: undefined })) yield item.value;
  }

  *paths(node: Node, scope: Scope | undefined, value: Json): Generator<Path, void> {
    for (const item of this.run(node, scope, { value, path: [] })) yield pathOf(item);
  }

  /** What a node answers to an item, one after the other. */
  *run(node: Node, scope: Scope | undefined, item: Item): Outcome {
    switch (node.type) {
      case "identity":
        return yield item;
      case "literal":
        return yield computed(item, node.value);
      case "pipe":
        for (const left of this.run(node.left, scope, item)) yield* this.run(node.right, scope, left);
        return;
      case "comma":
        yield* this.run(node.left, scope, item);
        return yield* this.run(node.right, scope, item);
      case "index":
        return yield* this.index(node, scope, item);
      case "slice":
        return yield* this.slice(node, scope, item);
      case "iterate":
        for (const target of this.run(node.target, scope, item)) yield* iterate(target);
        return;
      case "call":
        return yield* this.call(node, scope, item);
      case "variable":
        return yield computed(item, this.find(`$${node.name}`, scope)?.value ?? null);
      case "if":
        for (const condition of this.values(node.condition, scope, item.value))
          yield* this.run(isTrue(condition) ? node.then : node.otherwise, scope, item);
        return;
      case "try":
        return yield* this.attempt(node, scope, item);
      case "alternative":
        return yield* this.alternative(node, scope, item);
      case "bind":
        for (const source of this.values(node.source, scope, item.value))
          yield* bindPatterns(this, node.patterns, scope, source, (bound) => this.run(node.body, bound, item));
        return;
      case "reduce":
        return yield* this.reduce(node, scope, item);
      case "foreach":
        return yield* this.foreach(node, scope, item);
      case "label":
        return yield* this.label(node, scope, item);
      case "break":
        throw new Break(this.find(`*${node.name}`, scope) ?? { outer: undefined, name: "" });
      case "define": {
        const { definition } = node;
        const name = `${definition.name}/${definition.params.length}`;
        return yield* this.run(node.body, { outer: scope, name, definition }, item);
      }
      case "assign":
        for (const value of assign(this, node, scope, item.value)) yield computed(item, value);
        return;
      default:
        for (const value of this.compute(node, scope, item.value)) yield computed(item, value);
    }
  }

  private find(name: string, scope: Scope | undefined): Scope | undefined {
    for (let at = scope; at !== undefined; at = at.outer) if (at.name === name) return at;
    return undefined;
  }

  private *index(node: Node & { type: "index" }, scope: Scope | undefined, item: Item): Outcome {
    for (const key of this.values(node.key, scope, item.value))
      for (const target of this.run(node.target, scope, item)) yield at(target, key);
  }

  private *slice(node: Node & { type: "slice" }, scope: Scope | undefined, item: Item): Outcome {
    const bounds = (bound: Node | undefined): Iterable<Json> =>
      bound ? this.values(bound, scope, item.value) : [null];
    for (const target of this.run(node.target, scope, item))
      for (const start of bounds(node.from))
        for (const end of bounds(node.to))
          yield at(
            target,
            new Map([
              ["start", start],
              ["end", end],
            ]),
          );
  }

  private *call(node: Node & { type: "call" }, scope: Scope | undefined, item: Item): Outcome {
    const name = `${node.name}/${node.args.length}`;
    const found = this.find(name, scope);
    if (found?.closure) return yield* this.run(found.closure.node, found.closure.scope, item);
    if (found?.definition) return yield* this.apply(found.definition, found, node.args, scope, item);
    const native = this.natives.get(name);
    if (native) return yield* native(this, node.args, scope, item);
    const definition = this.definitions.get(name);
    if (definition) yield* this.apply(definition, { outer: undefined, name, definition }, node.args, scope, item);
  }

  /** Runs a definition's body where its parameters are what was given. */
  private *apply(
    { params, body }: Definition,
    own: Scope,
    args: readonly Node[],
    scope: Scope | undefined,
    item: Item,
    done = 0,
  ): Outcome {
    const param = params[done];
    const given = args[done];
    if (param === undefined || given === undefined) return yield* this.run(body, own, item);
    const rest = (inner: Scope): Outcome => this.apply({ name: "", params, body }, inner, args, scope, item, done + 1);
    if (!param.startsWith("$")) return yield* rest({ outer: own, name: `${param}/0`, closure: { node: given, scope } });
    for (const value of this.values(given, scope, item.value)) {
      const named = { outer: own, name: param, value };
      yield* rest({
        outer: named,
        name: `${param.slice(1)}/0`,
        closure: { node: { type: "literal", value }, scope: undefined },
      });
    }
  }

  private *attempt(node: Node & { type: "try" }, scope: Scope | undefined, item: Item): Outcome {
    try {
      yield* this.run(node.body, scope, item);
    } catch (error) {
      if (!(error instanceof JqError)) throw error;
      if (node.handler) yield* this.run(node.handler, scope, { value: error.held, path: item.path && "nowhere" });
    }
  }

  private *alternative(
    node: { readonly left: Node; readonly right: Node },
    scope: Scope | undefined,
    item: Item,
  ): Outcome {
    let any = false;
    try {
      for (const left of this.run(node.left, scope, item)) {
        if (!isTrue(left.value)) continue;
        any = true;
        yield left;
      }
    } catch (error) {
      if (!(error instanceof JqError)) throw error;
    }
    if (!any) yield* this.run(node.right, scope, item);
  }

  private *reduce(node: Node & { type: "reduce" }, scope: Scope | undefined, item: Item): Outcome {
    for (const init of this.run(node.init, scope, item)) {
      let state: Item = init;
      for (const source of this.values(node.source, scope, item.value))
        for (const bound of bindPatterns(this, node.patterns, scope, source, (inner) => [inner])) {
          let last: Item = computed(item, null);
          for (const next of this.run(node.update, bound, state)) last = next;
          state = last;
        }
      yield state;
    }
  }

  private *foreach(node: Node & { type: "foreach" }, scope: Scope | undefined, item: Item): Outcome {
    for (const init of this.run(node.init, scope, item)) {
      let state: Item = init;
      for (const source of this.values(node.source, scope, item.value))
        for (const bound of bindPatterns(this, node.patterns, scope, source, (inner) => [inner]))
          for (const next of this.run(node.update, bound, state)) {
            state = next;
            if (node.extract) yield* this.run(node.extract, bound, next);
            else yield next;
          }
    }
  }

  private *label(node: Node & { type: "label" }, scope: Scope | undefined, item: Item): Outcome {
    const inner = { outer: scope, name: `*${node.name}` };
    try {
      yield* this.run(node.body, inner, item);
    } catch (error) {
      if (!(error instanceof Break) || error.scope !== inner) throw error;
    }
  }

  private *compute(node: Node, scope: Scope | undefined, value: Json): Generator<Json, void> {
    switch (node.type) {
      case "array":
        return yield node.body ? Array.from(this.values(node.body, scope, value)) : [];
      case "binary":
        for (const right of this.values(node.right, scope, value))
          for (const left of this.values(node.left, scope, value)) yield operators[node.operator](left, right);
        return;
      case "negate":
        for (const body of this.values(node.body, scope, value))
          yield typeof body === "number" ? -body : fail(`${shown(body)} cannot be negated`);
        return;
      case "and":
      case "or":
        for (const left of this.values(node.left, scope, value)) {
          if (isTrue(left) === (node.type === "or")) yield node.type === "or";
          else for (const right of this.values(node.right, scope, value)) yield isTrue(right);
        }
        return;
      case "format":
        return yield writeFormat(node.name, value);
      case "text":
        return yield* this.text(node.parts, node.format, scope, value);
      case "object":
        return yield* this.object(node.entries, 0, new Map(), scope, value);
    }
  }

  /** The last part turns slowest. */
  private *text(
    parts: readonly (string | Node)[],
    format: string,
    scope: Scope | undefined,
    value: Json,
  ): Generator<string, void> {
    const last = parts.at(-1);
    if (last === undefined) return yield "";
    const ends = typeof last === "string" ? [last] : this.values(last, scope, value);
    for (const end of ends) {
      const written = typeof last === "string" ? last : writeFormat(format, end);
      for (const start of this.text(parts.slice(0, -1), format, scope, value)) yield start + written;
    }
  }

  private *object(
    entries: readonly { readonly key: Node; readonly value: Node }[],
    done: number,
    made: ReadonlyMap<string, Json>,
    scope: Scope | undefined,
    value: Json,
  ): Generator<Json, void> {
    const entry = entries[done];
    if (entry === undefined) return yield made;
    for (const key of this.values(entry.key, scope, value)) {
      if (typeof key !== "string") return fail(`Object keys must be strings`);
      for (const item of this.values(entry.value, scope, value))
        yield* this.object(entries, done + 1, new Map(made).set(key, item), scope, value);
    }
  }
}
