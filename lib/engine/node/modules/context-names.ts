import { parse, type AnyNode, type Program } from "acorn";
import { childrenOf, patternNames, variableNames } from "@/lib/engine/modules/scopes";

/** What a script does to the names of its global object. */
export interface ContextNames {
  /** `var`, and what `let`, `const` and classes have been made into. */
  readonly variables: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
  /** Names that are assigned anywhere: without a declaration they become properties of the global object. */
  readonly assigned: ReadonlySet<string>;
}

function collectAssigned(node: AnyNode, assigned: Set<string>): void {
  const add = (name: string): void => void assigned.add(name);
  if (node.type === "AssignmentExpression") patternNames(node.left, add);
  else if (node.type === "UpdateExpression" && node.argument.type === "Identifier") add(node.argument.name);
  else if (
    (node.type === "ForInStatement" || node.type === "ForOfStatement") &&
    node.left.type !== "VariableDeclaration"
  ) {
    patternNames(node.left, add);
  }
  for (const child of childrenOf(node)) collectAssigned(child, assigned);
}

function parseScript(code: string): Program | undefined {
  try {
    return parse(code, { ecmaVersion: "latest", sourceType: "script", allowHashBang: true });
  } catch {
    // V8 will say what is wrong with it.
    return undefined;
  }
}

export function contextNamesOf(code: string): ContextNames {
  const variables = new Set<string>();
  const functions = new Set<string>();
  const assigned = new Set<string>();
  for (const statement of parseScript(code)?.body ?? []) {
    if (statement.type === "FunctionDeclaration") functions.add(statement.id.name);
    else variableNames(statement, (name) => variables.add(name));
    collectAssigned(statement, assigned);
  }
  return { variables, functions, assigned };
}
