import type {
  AnyNode,
  ArrowFunctionExpression,
  AwaitExpression,
  Class,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  FunctionDeclaration,
  FunctionExpression,
  Identifier,
  ObjectPattern,
  Pattern,
  StaticBlock,
  TryStatement,
} from "acorn";
import { afterArrow } from "@/lib/engine/modules/arrow";
import { contextText, type ContextText } from "@/lib/engine/modules/context-text";
import type { Edit } from "@/lib/engine/modules/edits";
import type { SourcePhases } from "@/lib/engine/modules/source-phase";
import {
  blockNames,
  childrenOf,
  declarationNames,
  functionNames,
  patternNames,
  type AddName,
} from "@/lib/engine/modules/scopes";

/** What a use of an imported name becomes. */
export interface ImportedName {
  /** The cell's object, such as `__$0`. */
  readonly cell: string;
  readonly expression: string;
  readonly isNamespace: boolean;
}

export interface RewriteOptions {
  readonly source: string;
  readonly phases: SourcePhases;
  readonly prefix: string;
  readonly imports: ReadonlyMap<string, ImportedName>;
  /** `await` carries the asynchronous context over. */
  readonly keepsContext: boolean;
  /** Top-level `await` is written as `yield`. */
  readonly awaitsByYield: boolean;
  /** Top-level code may `await` (a module). */
  readonly isModule: boolean;
}

type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;
type Loop = ForStatement | ForInStatement | ForOfStatement;

interface FunctionFrame {
  readonly isAsync: boolean;
  /** It awaits with context, so it needs the two variables. */
  awaits: boolean;
}

/** Sees to one type of node. True when it has walked what is below as well. */
export type Visitor = (rewriter: Rewriter, node: AnyNode) => boolean;

/**
 * One walk over a syntax tree, collecting edits: names that were imported, `import()`, `import.meta`, `await`.
 * No edit adds or removes a line.
 */
export class Rewriter {
  readonly edits: Edit[] = [];
  readonly context: ContextText;
  hasTopLevelAwait = false;
  hasDynamicImport = false;
  readonly #options: RewriteOptions;
  readonly #visitors: Readonly<Partial<Record<AnyNode["type"], Visitor>>>;
  readonly #scopes: Set<string>[] = [];
  readonly #top: FunctionFrame = { isAsync: true, awaits: false };
  #frame = this.#top;
  #order = 0;
  /** How many functions that have `arguments` of their own are around. */
  #ownArguments = 0;

  constructor(options: RewriteOptions, visitors: Readonly<Partial<Record<AnyNode["type"], Visitor>>>) {
    this.#options = options;
    this.#visitors = visitors;
    this.context = contextText(options.prefix);
  }

  /** The top level awaits with context. */
  get topAwaits(): boolean {
    return this.#top.awaits;
  }
  edit(start: number, end: number, text: string, order = this.#order++): void {
    this.edits.push({ start, end, text, order });
  }

  walkAll(nodes: Iterable<AnyNode | null | undefined>): void {
    for (const node of nodes) if (node) this.walk(node);
  }

  walk(node: AnyNode): void {
    if (!this.#visitors[node.type]?.(this, node)) this.walkAll(childrenOf(node));
  }

  /** Binding patterns hold expressions only as defaults and computed keys. */
  pattern(pattern: Pattern | null): void {
    if (pattern?.type === "ObjectPattern") this.#objectPattern(pattern);
    else if (pattern?.type === "ArrayPattern") for (const part of pattern.elements) this.pattern(part);
    else if (pattern?.type === "RestElement") this.pattern(pattern.argument);
    else if (pattern?.type === "AssignmentPattern") {
      this.pattern(pattern.left);
      this.walk(pattern.right);
    } else if (pattern && pattern.type !== "Identifier") this.walk(pattern);
  }

  #objectPattern({ properties }: ObjectPattern): void {
    for (const part of properties) {
      if (part.type === "RestElement") this.pattern(part.argument);
      else {
        if (part.computed) this.walk(part.key);
        this.pattern(part.value);
      }
    }
  }

  /** Runs `inside` with names that hide imports of the same name. */
  scope(fill: (add: AddName) => void, inside: () => void): void {
    const { imports } = this.#options;
    const hidden = new Set<string>();
    if (imports.size > 0) fill((name) => imports.has(name) && hidden.add(name));
    if (hidden.size > 0) this.#scopes.push(hidden);
    inside();
    if (hidden.size > 0) this.#scopes.pop();
  }

  imported(name: string): ImportedName | undefined {
    const found = this.#options.imports.get(name);
    return found && !this.#scopes.some((hidden) => hidden.has(name)) ? found : undefined;
  }

  reference(node: Identifier, as: "value" | "callee" | "shorthand" = "value"): void {
    // A module is a function here, but not to its own code.
    if (node.name === "arguments" && this.#ownArguments === 0 && this.#options.isModule) {
      this.edit(node.start, node.end, `${this.#options.prefix}arguments`);
      return;
    }
    const found = this.imported(node.name);
    if (!found) return;
    const { expression, isNamespace } = found;
    if (as === "shorthand") this.edit(node.start, node.end, `${node.name}:${expression}`);
    else if (as === "callee" && !isNamespace) this.edit(node.start, node.end, `(0,${expression})`);
    else this.edit(node.start, node.end, expression);
  }

  function(node: FunctionNode): void {
    const outer = this.#frame;
    const frame: FunctionFrame = { isAsync: node.async, awaits: false };
    const hasArguments = node.type === "ArrowFunctionExpression" ? 0 : 1;
    this.#frame = frame;
    this.#ownArguments += hasArguments;
    this.scope(
      (add) => functionNames(node, add),
      () => {
        for (const parameter of node.params) this.pattern(parameter);
        if (node.body.type === "BlockStatement") this.walkAll(node.body.body);
        else this.walk(node.body);
      },
    );
    this.#frame = outer;
    this.#ownArguments -= hasArguments;
    if (frame.awaits) this.#declareContext(node);
  }

  #declareContext(node: FunctionNode): void {
    const { body } = node;
    if (body.type !== "BlockStatement") {
      const start = afterArrow(this.#options.source, node as ArrowFunctionExpression);
      this.edit(start, start, `{${this.context.variables}return(`, -5);
      this.edit(node.end, node.end, ")}", Number.MAX_SAFE_INTEGER);
      return;
    }
    const directives = body.body.filter((statement) => "directive" in statement && statement.directive !== undefined);
    const place = directives.at(-1)?.end ?? body.start + 1;
    this.edit(place, place, `;${this.context.variables}`, -5);
  }

  /** Class bodies: nothing in them awaits. */
  inPlainFrame(inside: () => void): void {
    const outer = this.#frame;
    this.#frame = { isAsync: false, awaits: false };
    inside();
    this.#frame = outer;
  }

  awaitExpression({ start, end, argument }: AwaitExpression): void {
    const isTop = this.#frame === this.#top;
    const { keepsContext, awaitsByYield } = this.#options;
    if (isTop) this.hasTopLevelAwait = true;
    const byYield = isTop && awaitsByYield;
    if (keepsContext) {
      this.#frame.awaits = true;
      const [before, after] = byYield ? this.context.around("yield", start) : this.context.around("await");
      this.edit(start, start + 5, before);
      this.walk(argument);
      this.edit(end, end, after);
      return;
    }
    if (byYield) this.edit(start, start + 5, `(yield ${this.#options.prefix}m.at(${start},`);
    this.walk(argument);
    if (byYield) this.edit(end, end, "))");
  }

  /** After a rejected `await` the context is put back where the program goes on: in `catch` and `finally`. */
  tryStatement({ block, handler, finalizer }: TryStatement): void {
    const before = this.#frame.awaits;
    this.#frame.awaits = false;
    this.walk(block);
    const awaits = this.#frame.awaits;
    this.#frame.awaits ||= before;
    if (awaits)
      for (const body of [handler?.body, finalizer])
        if (body) this.edit(body.start + 1, body.start + 1, this.context.restoreOnce, -4);
    if (handler) {
      this.scope(
        (add) => patternNames(handler.param ?? null, add),
        () => {
          this.pattern(handler.param ?? null);
          this.walk(handler.body);
        },
      );
    }
    if (finalizer) this.walk(finalizer);
  }

  loop(node: Loop): void {
    const head = node.type === "ForStatement" ? node.init : node.left;
    const declares = head?.type === "VariableDeclaration" && head.kind !== "var" ? head : undefined;
    this.scope(
      (add) => declares && declarationNames(declares, add),
      () => {
        if (node.type === "ForStatement") this.walkAll([node.init, node.test, node.update]);
        else {
          if (node.left.type === "VariableDeclaration") this.walk(node.left);
          else this.pattern(node.left);
          this.walk(node.right);
        }
        this.walk(node.body);
      },
    );
    if (node.type === "ForOfStatement" && node.await) this.#awaitLoop(node);
  }

  /** `for await` suspends between turns of the loop: the context is saved before it and put back in each turn. */
  #awaitLoop({ right, body, end }: ForOfStatement): void {
    if (this.#frame === this.#top) this.hasTopLevelAwait = true;
    if (!this.#options.keepsContext) return;
    this.#frame.awaits = true;
    const { saved, restore } = this.context;
    this.edit(right.start, right.start, saved[0]);
    this.edit(right.end, right.end, saved[1]);
    if (body.type === "BlockStatement") this.edit(body.start + 1, body.start + 1, restore, -4);
    else {
      this.edit(body.start, body.start, `{${restore}`, -4);
      this.edit(body.end, body.end, "}");
    }
    this.edit(end, end, `;${restore}`);
  }

  classBody(node: Class): void {
    const { id } = node;
    this.scope(
      (add) => node.type === "ClassExpression" && id && add(id.name),
      () => {
        if (node.superClass) this.walk(node.superClass);
        this.walkAll(node.body.body);
      },
    );
  }

  staticBlock({ body }: StaticBlock): void {
    this.inPlainFrame(() => {
      this.scope(
        (add) => blockNames(body, add),
        () => this.walkAll(body),
      );
    });
  }

  dynamicImport(start: number): void {
    this.hasDynamicImport = true;
    const end = this.#options.phases.get(start);
    const text = `${this.#options.prefix}m.import${end === undefined ? "" : ".source"}`;
    this.edit(start, end ?? start + 6, text);
  }

  importMeta(start: number, end: number): void {
    this.edit(start, end, `${this.#options.prefix}m.meta`);
  }
  awaitUsing(): void {
    this.hasTopLevelAwait ||= this.#frame === this.#top;
  }
}
