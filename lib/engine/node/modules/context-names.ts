import { parse, type AnyNode, type Program } from "acorn";
import { childrenOf, isFunction, patternNames, variableNames } from "@/lib/engine/modules/scopes";

/** What a script does to the names of its global object. */
export interface ContextNames {
  readonly isStrict: boolean;
  /** `var`. */
  readonly variables: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
  /** `let` and classes: seen by later scripts, and not properties of the global object. */
  readonly lexical: ReadonlySet<string>;
  readonly constants: ReadonlySet<string>;
  /** Names that are assigned in sloppy code: without a declaration they become properties of the global object. */
  readonly assigned: ReadonlySet<string>;
}

export const noNames: ContextNames = {
  isStrict: true,
  variables: new Set(),
  functions: new Set(),
  lexical: new Set(),
  constants: new Set(),
  assigned: new Set(),
};

const isUseStrict = (node: AnyNode | undefined): boolean =>
  node !== undefined && "directive" in node && node.directive === "use strict";

const isStrictFunction = (node: AnyNode): boolean =>
  isFunction(node) && ((node as { body: { body?: AnyNode[] } }).body.body?.some(isUseStrict) ?? false);

function collectAssigned(node: AnyNode, assigned: Set<string>): void {
  if (node.type === "ClassDeclaration" || node.type === "ClassExpression" || isStrictFunction(node)) return;
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

export function parseScript(code: string): Program | undefined {
  try {
    return parse(code, { ecmaVersion: "latest", sourceType: "script", allowHashBang: true });
  } catch {
    // V8 will say what is wrong with it.
    return undefined;
  }
}

export function contextNamesOf(program: Program): ContextNames {
  const names = {
    isStrict: program.body.some((statement) => isUseStrict(statement)),
    variables: new Set<string>(),
    functions: new Set<string>(),
    lexical: new Set<string>(),
    constants: new Set<string>(),
    assigned: new Set<string>(),
  };
  for (const statement of program.body) {
    if (statement.type === "FunctionDeclaration") names.functions.add(statement.id.name);
    else if (statement.type === "ClassDeclaration") names.lexical.add(statement.id.name);
    else if (statement.type === "VariableDeclaration" && statement.kind !== "var") {
      const kind = statement.kind === "const" ? names.constants : names.lexical;
      for (const { id } of statement.declarations) patternNames(id, (name) => kind.add(name));
    } else variableNames(statement, (name) => names.variables.add(name));
    if (!names.isStrict) collectAssigned(statement, names.assigned);
  }
  return names;
}
