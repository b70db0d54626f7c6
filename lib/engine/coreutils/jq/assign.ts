import { deletePaths, getPath, setPath, type Path } from "./access";
import { take, type Scope } from "./items";
import type { Runner } from "./runner";
import { operators } from "./operators";
import type { Node } from "./tree";
import { isTrue, type Json } from "./values";

/** Each place becomes the first of its answers, and is deleted where there is none. */
function modify(
  machine: Runner,
  node: Node,
  scope: Scope | undefined,
  value: Json,
  update: (old: Json) => Iterable<Json>,
): Json {
  let whole = value;
  const gone: Path[] = [];
  for (const path of machine.paths(node, scope, value)) {
    const [first] = take(update(getPath(whole, path)), 1);
    if (first === undefined) gone.push(path);
    else whole = setPath(whole, path, first);
  }
  return deletePaths(whole, gone);
}

/** `=`, `|=`, `+=` and the like. */
export function* assign(
  machine: Runner,
  node: Node & { type: "assign" },
  scope: Scope | undefined,
  value: Json,
): Generator<Json, void> {
  if (node.operator === "|=")
    return yield modify(machine, node.left, scope, value, (old) => machine.values(node.right, scope, old));
  for (const right of machine.values(node.right, scope, value)) {
    if (node.operator === "=") {
      let whole = value;
      for (const path of machine.paths(node.left, scope, value)) whole = setPath(whole, path, right);
      yield whole;
      continue;
    }
    const operator = node.operator.slice(0, -1);
    yield modify(machine, node.left, scope, value, (old) =>
      operator === "//" ? [isTrue(old) ? old : right] : [operators[operator as keyof typeof operators](old, right)],
    );
  }
}
