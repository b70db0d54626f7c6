import type { Path } from "./access";
import { assign } from "./assign";
import { compute } from "./compute";
import { at, computed, iterate, pathOf, type Item, type Outcome, type Scope } from "./items";
import { bindPatterns } from "./patterns";
import type { Native, Runner } from "./runner";
import type { Definition, Node } from "./tree";
import { JqError } from "./faults";
import { isTrue, type Json } from "./values";

/** Leaves a `label`. */
class Break extends Error {
  constructor(readonly scope: Scope) {
    super("break");
  }
}

function find(name: string, scope: Scope | undefined): Scope | undefined {
  for (let inner = scope; inner !== undefined; inner = inner.outer) if (inner.name === name) return inner;
  return undefined;
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
      default:
        yield* this.named(node, scope, item);
    }
  }

  /** What binds names, or uses those that are bound. */
  private *named(node: Node, scope: Scope | undefined, item: Item): Outcome {
    switch (node.type) {
      case "variable":
        return yield computed(item, find(`$${node.name}`, scope)?.value ?? null);
      case "bind":
        for (const source of this.values(node.source, scope, item.value))
          yield* bindPatterns(this, node.patterns, scope, source, (bound) => this.run(node.body, bound, item));
        return;
      case "label":
        return yield* this.label(node, scope, item);
      case "break":
        throw new Break(find(`*${node.name}`, scope) ?? { outer: undefined, name: "" });
      case "define": {
        const { definition } = node;
        const name = `${definition.name}/${definition.params.length}`;
        return yield* this.run(node.body, { outer: scope, name, definition }, item);
      }
      default:
        yield* this.controlled(node, scope, item);
    }
  }

  /** What decides whether its parts run, and how often. */
  private *controlled(node: Node, scope: Scope | undefined, item: Item): Outcome {
    switch (node.type) {
      case "if":
        for (const condition of this.values(node.condition, scope, item.value))
          yield* this.run(isTrue(condition) ? node.then : node.otherwise, scope, item);
        return;
      case "try":
        return yield* this.attempt(node, scope, item);
      case "alternative":
        return yield* this.alternative(node, scope, item);
      case "reduce":
        return yield* this.reduce(node, scope, item);
      case "foreach":
        return yield* this.foreach(node, scope, item);
      case "assign":
        for (const value of assign(this, node, scope, item.value)) yield computed(item, value);
        return;
      default:
        for (const value of compute(this, node, scope, item.value)) yield computed(item, value);
    }
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
    const found = find(name, scope);
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
}
