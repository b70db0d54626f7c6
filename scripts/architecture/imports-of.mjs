// @ts-check
import { parseSync, Visitor } from "oxc-parser";

/**
 * One reference of a module to another. `door` marks those that any guest may make; `dynamic` is `import()`, `worker` is
 * `new URL("./x", import.meta.url)`, `type` vanishes at run time.
 * @typedef {{ readonly specifier: string, readonly kind: "static" | "type" | "dynamic" | "worker" }} Import
 * @typedef {{ readonly imports: readonly Import[], readonly statements: readonly Statement[], readonly client: boolean }} Parsed
 * @typedef {"import" | "bare import" | "re-export" | "re-export of everything" | "other"} Statement
 */

/**
 * What a source file refers to, by any syntax that names a module.
 * @param {string} path
 * @param {string} source
 * @returns {Parsed}
 */
export function importsOf(path, source) {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} can't be parsed: ${errors[0]?.message}`);
  /** @type {Import[]} */
  const imports = [];
  /** @type {(node: any, kind: Import["kind"]) => void} */
  const add = (node, kind) => {
    if (typeof node?.value === "string") imports.push({ specifier: node.value, kind });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source, isTypeOnly(node) ? "type" : "static"),
    ExportNamedDeclaration: (node) => add(node.source, isTypeOnly(node) ? "type" : "static"),
    ExportAllDeclaration: (node) => add(node.source, node.exportKind === "type" ? "type" : "static"),
    ImportExpression: (node) => add(node.source, "dynamic"),
    TSImportType: (node) => add(node.source, "type"),
    TSExternalModuleReference: (node) => add(node.expression, "static"),
    NewExpression: (node) => isUrlBesideModule(node) && add(node.arguments[0], "worker"),
    CallExpression: (node) => isRequire(node) && add(node.arguments[0], "static"),
  }).visit(program);
  return {
    imports,
    statements: program.body.map(statementKind),
    client: program.body.some((node) => "directive" in node && node.directive === "use client"),
  };
}

/** @param {any} node */
function isTypeOnly(node) {
  if (node.importKind === "type" || node.exportKind === "type") return true;
  const names = node.specifiers ?? [];
  return names.length > 0 && names.every((/** @type {any} */ name) => (name.importKind ?? name.exportKind) === "type");
}

/** @param {any} node */
function isUrlBesideModule(node) {
  return node.callee.name === "URL" && node.arguments.length === 2 && isImportMetaUrl(node.arguments[1]);
}

/** @param {any} node */
function isImportMetaUrl(node) {
  return node.type === "MemberExpression" && node.object.type === "MetaProperty" && node.property.name === "url";
}

/** @param {any} node */
function isRequire(node) {
  return node.callee.type === "Identifier" && node.callee.name === "require" && node.arguments.length === 1;
}

/**
 * @param {any} node
 * @returns {Statement}
 */
function statementKind(node) {
  if (node.type === "ImportDeclaration") return node.specifiers.length === 0 ? "bare import" : "import";
  if (node.type === "ExportAllDeclaration") return "re-export of everything";
  if (node.type === "ExportNamedDeclaration" && node.source !== null) return "re-export";
  return "other";
}
