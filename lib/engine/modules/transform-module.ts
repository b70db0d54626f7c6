import {
  parse,
  type AnyNode,
  type ExportAllDeclaration,
  type ExportDefaultDeclaration,
  type ExportNamedDeclaration,
  type ImportAttribute,
  type ImportDeclaration,
  type Literal,
  type Program,
} from "acorn";
import { applyEdits, freePrefix, lineBreaks } from "@/lib/engine/modules/edits";
import { movedColumns } from "@/lib/engine/modules/moved-columns";
import { rewrite } from "@/lib/engine/modules/rewrite";
import type { ImportedName, Rewriter } from "@/lib/engine/modules/rewriter";
import { sourceName, withoutSourcePhases, type SourcePhases, type Unphased } from "@/lib/engine/modules/source-phase";
import { declarationNames } from "@/lib/engine/modules/scopes";
import {
  SourceError,
  type ImportedBinding,
  type IndirectExport,
  type ModuleRequest,
  type ModuleTransform,
  type Site,
} from "@/lib/engine/modules/transform";

export interface TransformOptions {
  /** `await` carries the asynchronous context over. */
  readonly keepsContext: boolean;
}

const nameOf = (node: AnyNode): string =>
  node.type === "Literal" ? String(node.value) : (node as { name: string }).name;
const access = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`);

export function parseModule(source: string): Program {
  try {
    return parse(source, { ecmaVersion: "latest", sourceType: "module", allowHashBang: true });
  } catch (error) {
    throw asSourceError(error);
  }
}

export function asSourceError(error: unknown): unknown {
  const place = (error as { loc?: { line: number; column: number } }).loc;
  if (!place || !(error instanceof Error)) return error;
  return new SourceError(error.message.replace(/ \(\d+:\d+\)$/, ""), place.line, place.column);
}

/** Gathers what a module imports and exports, and the edits that take its declarations out. */
class ModuleShape {
  readonly requests: ModuleRequest[] = [];
  readonly imports: ImportedBinding[] = [];
  readonly local = new Map<string, string>();
  readonly indirect: IndirectExport[] = [];
  readonly stars: number[] = [];
  readonly sites: Record<string, Site> = {};
  hasDefaultFunction = false;
  readonly #byKey = new Map<string, number>();
  readonly #source: string;
  readonly #prefix: string;
  readonly #blank: (start: number, end: number, text?: string) => void;
  readonly #phases: SourcePhases;

  constructor(
    { source, phases }: Unphased,
    prefix: string,
    blank: (start: number, end: number, text?: string) => void,
  ) {
    this.#source = source;
    this.#phases = phases;
    this.#prefix = prefix;
    this.#blank = blank;
  }

  request(source: Literal, given: readonly ImportAttribute[] = [], isSource = false): number {
    const attributes: Record<string, string> = {};
    for (const { key, value } of given) attributes[nameOf(key)] = String(value.value);
    const specifier = String(source.value);
    const key = `${specifier}\0${JSON.stringify(attributes)}${isSource ? "\0source" : ""}`;
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    this.#byKey.set(key, this.requests.length);
    return this.requests.push({ specifier, attributes, ...(isSource && { phase: "source" as const }) }) - 1;
  }

  importDeclaration(node: ImportDeclaration): void {
    const isSource = this.#phases.has(node.start);
    const request = this.request(node.source, node.attributes, isSource);
    for (const specifier of node.specifiers) {
      const local = specifier.local.name;
      const name =
        specifier.type === "ImportDefaultSpecifier"
          ? isSource
            ? sourceName
            : "default"
          : specifier.type === "ImportNamespaceSpecifier"
            ? "*"
            : nameOf(specifier.imported);
      this.sites[local] = { start: specifier.start, end: specifier.end };
      this.imports.push({ local, request, name });
    }
    this.#blank(node.start, node.end, ";");
  }

  exportAll({ source, attributes, exported, start, end }: ExportAllDeclaration): void {
    const request = this.request(source, attributes);
    if (exported) this.indirect.push({ exported: nameOf(exported), request, name: "*" });
    else this.stars.push(request);
    this.#blank(start, end, ";");
  }

  exportNamed(node: ExportNamedDeclaration): void {
    const { declaration, source, specifiers } = node;
    if (declaration) {
      this.#blank(node.start, declaration.start);
      if (declaration.type === "VariableDeclaration")
        declarationNames(declaration, (name) => this.local.set(name, name));
      else this.local.set(declaration.id.name, declaration.id.name);
      return;
    }
    const request = source ? this.request(source, node.attributes) : -1;
    for (const specifier of specifiers) {
      const [local, exported] = [nameOf(specifier.local), nameOf(specifier.exported)];
      if (request >= 0) {
        this.indirect.push({ exported, request, name: local });
        this.sites[local] = { start: specifier.start, end: specifier.end };
      } else this.#exportLocal(exported, local);
    }
    this.#blank(node.start, node.end, ";");
  }

  /** A name that was itself imported is exported indirectly. */
  #exportLocal(exported: string, local: string): void {
    const imported = this.imports.find((binding) => binding.local === local);
    if (imported) this.indirect.push({ exported, request: imported.request, name: imported.name });
    else this.local.set(exported, local);
  }

  exportDefault({ declaration, start, end }: ExportDefaultDeclaration): void {
    const name = `${this.#prefix}default`;
    const isFunction = declaration.type === "FunctionDeclaration";
    const declared =
      isFunction || declaration.type === "ClassDeclaration"
        ? (declaration as { id: { name: string } | null }).id
        : null;
    this.local.set("default", declared?.name ?? name);
    if (declared) this.#blank(start, declaration.start);
    else if (isFunction) {
      this.hasDefaultFunction = true;
      this.#blank(start, declaration.start);
      const place = this.#source.indexOf("(", declaration.start);
      this.#blank(place, place, ` ${name}`);
    } else {
      // An anonymous function or class takes the name of the property: `default`, as it should.
      this.#blank(start, declaration.start, `let ${name}={default:(`);
      this.#blank(declaration.end, end, ")}.default;");
    }
  }

  read({ body }: Program): void {
    for (const node of body) {
      if (node.type === "ImportDeclaration") this.importDeclaration(node);
      else if ((node.type === "ExportNamedDeclaration" || node.type === "ExportAllDeclaration") && node.source) {
        this.request(node.source, node.attributes);
      }
    }
    for (const node of body) {
      if (node.type === "ExportAllDeclaration") this.exportAll(node);
      else if (node.type === "ExportNamedDeclaration") this.exportNamed(node);
      else if (node.type === "ExportDefaultDeclaration") this.exportDefault(node);
    }
  }
}

function cellsOf(imports: readonly ImportedBinding[], prefix: string): Map<string, ImportedName> {
  return new Map(
    imports.map(({ local, request, name }) => {
      const cell = `${prefix}${request}`;
      const isWhole = name === "*" || name === sourceName;
      const whole = name === "*" ? `${cell}n.namespace` : `${cell}n.sourceObject`;
      return [local, { cell, isNamespace: isWhole, expression: isWhole ? whole : cell + access(name) }];
    }),
  );
}

function headOf(shape: ModuleShape, rewriter: Rewriter, prefix: string, isGated: boolean): string {
  const getters = [...new Set(shape.local.values())].map((name) => `${JSON.stringify(name)}:()=>${name}`).join();
  const parameters = shape.requests.map((_, index) => `,${prefix}${index},${prefix}${index}n`).join("");
  const kind = isGated ? "async function" : "function*";
  const named = shape.hasDefaultFunction ? `Object.defineProperty(${prefix}default,"name",{value:"default"});` : "";
  const context = rewriter.topAwaits ? rewriter.context.variables : "";
  const gate = isGated ? `await ${prefix}m.gate` : "yield";
  return `(${kind}(${prefix}m,${prefix}k${parameters}){"use strict";${prefix}m.init({__proto__:null,${getters}});${named}${context}${gate};`;
}

/** Makes a function of a module, with live bindings and its own `import()`, `import.meta` and top-level `await`. */
export function transformModule(given: string, { keepsContext }: TransformOptions): ModuleTransform {
  const unphased = withoutSourcePhases(given);
  const { source, phases } = unphased;
  const program = parseModule(source);
  const prefix = freePrefix(source);
  // A loop that awaits can't yield instead; such a module runs as an async function behind a gate.
  const awaitsByYield = !/\bfor\s+await\b|\bawait\s+using\b/.test(source);
  const blanks: [number, number, string][] = [];
  const shape = new ModuleShape(unphased, prefix, (start, end, text = "") => blanks.push([start, end, text]));
  shape.read(program);
  const imports = cellsOf(shape.imports, prefix);
  const options = { source, phases, prefix, imports, keepsContext, awaitsByYield, isModule: true };
  const rewriter = rewrite(program.body, options);
  for (const [start, end, text] of blanks) {
    const isTail = text.startsWith(")}");
    rewriter.edit(start, end, text + lineBreaks(source.slice(start, end)), isTail ? Number.MAX_SAFE_INTEGER : -1);
  }
  if (source.startsWith("#!")) rewriter.edit(0, 2, "//", -2);
  const isGated = rewriter.hasTopLevelAwait && !awaitsByYield;
  const head = headOf(shape, rewriter, prefix, isGated);
  return {
    code: `${head}${applyEdits(source, rewriter.edits)}\n})`,
    headLength: head.length,
    moves: movedColumns(source, rewriter.edits),
    requests: shape.requests,
    imports: shape.imports,
    local: [...shape.local],
    indirect: shape.indirect,
    stars: shape.stars,
    hasTopLevelAwait: rewriter.hasTopLevelAwait,
    isGated,
    sites: shape.sites,
  };
}
