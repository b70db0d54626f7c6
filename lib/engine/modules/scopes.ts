import type {
  AnyNode,
  ArrowFunctionExpression,
  FunctionDeclaration,
  FunctionExpression,
  Pattern,
  Statement,
  VariableDeclaration,
} from "acorn";

export type AddName = (name: string) => void;
type Node = AnyNode;

const functions = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);
export const isFunction = (node: { readonly type: string }): boolean => functions.has(node.type);

/** The children of a node, whatever its type. */
export function* childrenOf(node: Node): Generator<Node> {
  for (const [key, value] of Object.entries(node) as [string, unknown][]) {
    if (key === "type" || typeof value !== "object" || value === null) continue;
    if (!Array.isArray(value)) {
      if (isNode(value)) yield value;
      continue;
    }
    for (const item of value as unknown[]) if (isNode(item)) yield item;
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";

/** Names that a binding pattern declares. */
export function patternNames(pattern: Pattern | null, add: AddName): void {
  switch (pattern?.type) {
    case "Identifier":
      add(pattern.name);
      return;
    case "ObjectPattern":
      for (const part of pattern.properties)
        patternNames(part.type === "RestElement" ? part.argument : part.value, add);
      return;
    case "ArrayPattern":
      for (const part of pattern.elements) patternNames(part, add);
      return;
    case "AssignmentPattern":
      patternNames(pattern.left, add);
      return;
    case "RestElement":
      patternNames(pattern.argument, add);
  }
}

export function declarationNames(declaration: VariableDeclaration, add: AddName): void {
  for (const { id } of declaration.declarations) patternNames(id, add);
}

/** `let`, `const`, classes and functions of one block. */
export function lexicalNames(body: readonly Node[], add: AddName): void {
  for (const statement of body) {
    const declared = declarationOf(statement);
    if (declared.type === "VariableDeclaration") {
      if (declared.kind !== "var") declarationNames(declared, add);
    } else if (declared.type === "FunctionDeclaration" || declared.type === "ClassDeclaration") {
      const { id } = declared as { id: { name: string } | null };
      if (id) add(id.name);
    }
  }
}

function declarationOf(statement: Node): Node {
  const exported = statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration";
  return (exported && (statement.declaration as Node | null | undefined)) || statement;
}

/** `var` of one function, in whatever block; not those of inner functions. */
export function variableNames(node: Node | Statement, add: AddName): void {
  if (isFunction(node)) return;
  if (node.type === "VariableDeclaration" && node.kind === "var") declarationNames(node, add);
  for (const child of childrenOf(node)) variableNames(child, add);
}

type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

/** Everything that one block of a function or class declares. */
export function blockNames(body: readonly Node[], add: AddName): void {
  lexicalNames(body, add);
  for (const statement of body) variableNames(statement, add);
}

/** Everything that hides an outer name inside of a function. */
export function functionNames(node: FunctionNode, add: AddName): void {
  for (const parameter of node.params) patternNames(parameter, add);
  if (node.type === "FunctionExpression" && node.id) add(node.id.name);
  if (node.body.type === "BlockStatement") blockNames(node.body.body, add);
}
