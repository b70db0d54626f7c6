import type { Path } from "./access";
import type { Item, Outcome, Scope } from "./items";
import type { Node } from "./tree";
import type { Json } from "./values";

/** What runs the parts of a program, for those who need it. */
export interface Runner {
  /** All answers, one after the other. */
  run(node: Node, scope: Scope | undefined, item: Item): Outcome;
  values(node: Node, scope: Scope | undefined, value: Json): Generator<Json, void>;
  paths(node: Node, scope: Scope | undefined, value: Json): Generator<Path, void>;
}

/** A function that isn't written in jq itself. */
export type Native = (machine: Runner, args: readonly Node[], scope: Scope | undefined, item: Item) => Outcome;
