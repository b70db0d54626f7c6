import type { AnyNode, FunctionDeclaration, Pattern, Property } from "acorn";
import { Rewriter, type RewriteOptions, type Visitor } from "@/lib/engine/modules/rewriter";
import { isFunction, lexicalNames } from "@/lib/engine/modules/scopes";

function property(rewriter: Rewriter, { shorthand, computed, key, value }: Property): void {
  if (computed) rewriter.walk(key);
  if (!shorthand) rewriter.walk(value);
  else if (value.type === "Identifier") rewriter.reference(value, "shorthand");
  // `{ a = 1 } = …` as an assignment: the name is a target, its default an expression.
  else if ((value as AnyNode).type === "AssignmentPattern") rewriter.pattern(value as unknown as Pattern);
}

type Visitors = {
  readonly [Type in AnyNode["type"]]?: (rewriter: Rewriter, node: Extract<AnyNode, { type: Type }>) => boolean;
};

const done = (_: void): true => true;

/** Types that aren't here are walked through. */
const visitors: Visitors = {
  Identifier: (rewriter, node) => done(rewriter.reference(node)),
  Literal: () => true,
  TemplateElement: () => true,
  BreakStatement: () => true,
  ContinueStatement: () => true,
  ImportDeclaration: () => true,
  ExportAllDeclaration: () => true,
  ExportNamedDeclaration: (rewriter, { declaration }) => done(rewriter.walkAll([declaration])),
  LabeledStatement: (rewriter, { body }) => done(rewriter.walk(body)),
  MemberExpression(rewriter, { object, property: name, computed }) {
    const namespace = object.type === "Identifier" ? rewriter.imported(object.name) : undefined;
    // An export that is read off a namespace is read off its cells: no proxy in between.
    if (namespace?.isNamespace && !computed) return done(rewriter.edit(object.start, object.end, namespace.cell));
    rewriter.walk(object);
    if (computed) rewriter.walk(name);
    return true;
  },
  CallExpression(rewriter, node) {
    if (node.callee.type === "Identifier") rewriter.reference(node.callee, "callee");
    else rewriter.walk(node.callee);
    const [first, ...rest] = node.arguments;
    const isEval = node.callee.type === "Identifier" && node.callee.name === "eval";
    if (!isEval || !first || first.type === "SpreadElement") return done(rewriter.walkAll(node.arguments));
    const [before, after] = rewriter.context.evaluated;
    rewriter.edit(first.start, first.start, before);
    rewriter.walk(first);
    rewriter.edit(first.end, first.end, after);
    return done(rewriter.walkAll(rest));
  },
  TaggedTemplateExpression(rewriter, { tag, quasi }) {
    if (tag.type === "Identifier") rewriter.reference(tag, "callee");
    else rewriter.walk(tag);
    return done(rewriter.walk(quasi));
  },
  Property: (rewriter, node) => done(property(rewriter, node as Property)),
  MethodDefinition(rewriter, { computed, key, value }) {
    if (computed) rewriter.walk(key);
    return done(rewriter.walk(value));
  },
  PropertyDefinition(rewriter, { computed, key, value }) {
    if (computed) rewriter.walk(key);
    if (value && isFunction(value)) rewriter.walk(value);
    else if (value) rewriter.inPlainFrame(() => rewriter.walk(value));
    return true;
  },
  StaticBlock: (rewriter, node) => done(rewriter.staticBlock(node)),
  FunctionDeclaration: (rewriter, node) => done(rewriter.function(node as FunctionDeclaration)),
  FunctionExpression: (rewriter, node) => done(rewriter.function(node)),
  ArrowFunctionExpression: (rewriter, node) => done(rewriter.function(node)),
  ClassDeclaration: (rewriter, node) => done(rewriter.classBody(node)),
  ClassExpression: (rewriter, node) => done(rewriter.classBody(node)),
  VariableDeclaration(rewriter, { kind, declarations }) {
    for (const { id, init } of declarations) {
      rewriter.pattern(id);
      if (init) rewriter.walk(init);
    }
    if ((kind as string) === "await using") rewriter.awaitUsing();
    return true;
  },
  BlockStatement(rewriter, { body }) {
    rewriter.scope(
      (add) => lexicalNames(body, add),
      () => rewriter.walkAll(body),
    );
    return true;
  },
  SwitchStatement(rewriter, { discriminant, cases }) {
    rewriter.walk(discriminant);
    const bodies = cases.flatMap((one) => one.consequent);
    rewriter.scope(
      (add) => lexicalNames(bodies, add),
      () => {
        for (const { test, consequent } of cases) rewriter.walkAll([test, ...consequent]);
      },
    );
    return true;
  },
  ForStatement: (rewriter, node) => done(rewriter.loop(node)),
  ForInStatement: (rewriter, node) => done(rewriter.loop(node)),
  ForOfStatement: (rewriter, node) => done(rewriter.loop(node)),
  TryStatement: (rewriter, node) => done(rewriter.tryStatement(node)),
  AwaitExpression: (rewriter, node) => done(rewriter.awaitExpression(node)),
  ImportExpression(rewriter, node) {
    rewriter.dynamicImport(node.start);
    return done(rewriter.walkAll([node.source, (node as { options?: AnyNode | null }).options]));
  },
  MetaProperty(rewriter, { meta, start, end }) {
    if (meta.name === "import") rewriter.importMeta(start, end);
    return true;
  },
};

/** Walks the statements of a module or script, and tells what was found and what has to change. */
export function rewrite(body: readonly AnyNode[], options: RewriteOptions): Rewriter {
  const rewriter = new Rewriter(options, visitors as Readonly<Partial<Record<AnyNode["type"], Visitor>>>);
  rewriter.walkAll(body);
  return rewriter;
}
