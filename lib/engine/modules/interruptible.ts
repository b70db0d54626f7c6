import { parse, type AnyNode, type BlockStatement, type Program } from "acorn";
import { afterArrow } from "@/lib/engine/modules/arrow";
import { applyEdits, freePrefix, type Edit } from "@/lib/engine/modules/edits";
import { childrenOf, isFunction } from "@/lib/engine/modules/scopes";

export interface Interruptible {
  readonly code: string;
  /** What the code calls in each turn of a loop and at the head of each function. */
  readonly check: string;
}

const loops = new Set(["ForStatement", "ForInStatement", "ForOfStatement", "WhileStatement", "DoWhileStatement"]);

function parseAs(sourceType: "script" | "module", source: string): Program | undefined {
  try {
    return parse(source, { ecmaVersion: "latest", sourceType, allowHashBang: true });
  } catch {
    // V8 will say what is wrong with it.
    return undefined;
  }
}

/** After the directives, which have to stay first. */
function headOf({ start, body }: BlockStatement): number {
  const directives = body.filter((statement) => "directive" in statement && statement.directive !== undefined);
  return directives.at(-1)?.end ?? start + 1;
}

/**
 * A script or module that asks by itself, wherever it could go on without end, whether it may: a browser can't stop one from
 * outside. Lines stay where they are.
 */
export function interruptible(source: string, type: "script" | "module" = "script"): Interruptible | undefined {
  const program = parseAs(type, source);
  if (!program) return undefined;
  const check = `${freePrefix(source)}t`;
  const edits: Edit[] = [];
  let order = 0;
  const insert = (at: number, text: string): void => void edits.push({ start: at, end: at, text, order: order++ });

  function wrap(body: AnyNode): void {
    if (body.type === "BlockStatement") insert(headOf(body), `;${check}();`);
    else insert(body.start, `{${check}();`);
    walk(body);
    if (body.type !== "BlockStatement") insert(body.end, "}");
  }

  function walk(node: AnyNode): void {
    for (const child of childrenOf(node)) {
      const isBody = child === (node as { body?: AnyNode }).body;
      if (isBody && loops.has(node.type)) wrap(child);
      else if (isBody && node.type === "ArrowFunctionExpression" && child.type !== "BlockStatement") {
        insert(afterArrow(source, node), `(${check}(),`);
        walk(child);
        insert(node.end, ")");
      } else {
        if (isBody && isFunction(node)) insert(headOf(child as BlockStatement), `;${check}();`);
        walk(child);
      }
    }
  }

  walk(program);
  return { code: applyEdits(source, edits), check };
}
