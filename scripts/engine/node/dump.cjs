// Run by the pinned Node itself, under --expose-internals, by ../make-table.mjs alone: never in a build.
// Prints as JSON what its C++ side tells its library: the shape of every binding, option tables, versions.
"use strict";
const { internalBinding } = require("internal/test/binding");
const { natives, builtinCategories } = internalBinding("builtins");
const fs = require("node:fs");

const [outFile] = process.argv.slice(2);
const sources = Object.fromEntries(Object.entries(natives).filter(([, text]) => typeof text === "string"));

/** Bindings are asked for by string literals only; these few by other means. */
const names = new Set(["builtins", "async_context_frame", "internal_only_v8", "constants", "js_stream", "uv"]);
for (const text of Object.values(sources)) {
  for (const match of text.matchAll(/internalBinding\(\s*'([a-z0-9_]+)'\s*\)/g)) names.add(match[1]);
}

const own = (value) => Object.getOwnPropertyNames(value);
const hidden = new Set(["length", "name", "prototype", "arguments", "caller"]);

function functionShape(value, depth) {
  const shape = { $: "function", length: value.length };
  const methods = value.prototype ? own(value.prototype).filter((key) => key !== "constructor") : [];
  if (value.prototype) shape.methods = methods;
  const statics = own(value).filter((key) => !hidden.has(key));
  if (statics.length > 0)
    shape.statics = Object.fromEntries(statics.map((key) => [key, shapeOf(value[key], depth + 1)]));
  return shape;
}

function bytesShape(value) {
  const type = value.constructor.name === "Buffer" ? "Uint8Array" : value.constructor.name;
  const items = value.length < 300 ? Array.from(value, Number) : [];
  return { $: type, length: value.length, ...(items.some((item) => item !== 0) && { values: items }) };
}

function objectShape(value, depth) {
  const shape = { $: Object.getPrototypeOf(value) === null ? "bare" : "object", values: {} };
  if (depth > 4) return shape;
  for (const key of own(value)) {
    try {
      shape.values[key] = shapeOf(value[key], depth + 1);
    } catch {
      shape.values[key] = { $: "undefined" };
    }
  }
  return shape;
}

function containerShape(value, depth) {
  if (ArrayBuffer.isView(value)) return bytesShape(value);
  if (value instanceof ArrayBuffer) return { $: "ArrayBuffer", length: value.byteLength };
  const next = depth + 1;
  if (Array.isArray(value)) return { $: "array", values: depth > 4 ? [] : value.map((item) => shapeOf(item, next)) };
  if (value instanceof Map) return { $: "map", values: [...value].map(([key, item]) => [key, shapeOf(item, next)]) };
  return objectShape(value, depth);
}

/** How a value that isn't plain is written down, by its type. */
const writers = {
  undefined: () => ({ $: "undefined" }),
  number: (value) => (Number.isFinite(value) ? value : { $: "number", value: String(value) }),
  symbol: (value) => ({ $: "symbol", name: value.description }),
  bigint: (value) => ({ $: "bigint", value: String(value) }),
  function: functionShape,
  object: (value, depth) => (value === null ? null : containerShape(value, depth)),
};

/** Plain values stand for themselves; whatever JSON has no word for is an object with a `$`. */
function shapeOf(value, depth = 0) {
  const write = writers[typeof value];
  return write ? write(value, depth) : value;
}

const bindings = {};
const missing = [];
for (const name of [...names].sort()) {
  if (name === "natives") continue;
  try {
    const binding = internalBinding(name);
    bindings[name] = shapeOf(binding).values;
  } catch {
    missing.push(name);
  }
}
delete bindings.builtins.natives;
for (const key of ["builtinIds", "builtinCategories", "config", "configs"]) delete bindings.builtins[key];
delete bindings.uv.getErrorMap;
delete bindings.crypto.getRootCertificates;

const { getCLIOptionsValues, getCLIOptionsInfo, envSettings, types } = internalBinding("options");
const values = getCLIOptionsValues();
const info = getCLIOptionsInfo();
/** This script itself is run with two options; the table shall tell of a bare start. */
const bare = { "--expose-internals": false, "--no-expose-internals": true, "--warnings": true, "--no-warnings": false };
const options = {
  values: Object.fromEntries(Object.entries({ ...values, ...bare }).map(([key, item]) => [key, shapeOf(item)])),
  info: Object.fromEntries(
    [...info.options].map(([key, item]) => [key, { ...item, defaultIsTrue: item.defaultIsTrue }]),
  ),
  aliases: Object.fromEntries(info.aliases),
  envSettings,
  types,
};

const crypto = require("node:crypto");
const result = {
  sources,
  tables: {
    version: process.version,
    versions: process.versions,
    release: { name: process.release.name, lts: process.release.lts },
    features: { ...process.features },
    config: process.config,
    categories: {
      canBeRequired: [...builtinCategories.canBeRequired],
      cannotBeRequired: [...builtinCategories.cannotBeRequired],
    },
    errors: [...internalBinding("uv").getErrorMap()],
    options,
    crypto: {
      hashes: crypto.getHashes(),
      ciphers: crypto.getCiphers(),
      curves: crypto.getCurves(),
      tlsCiphers: require("node:tls").getCiphers(),
    },
    allowedEnvironmentFlags: [...process.allowedNodeEnvironmentFlags],
    missing,
    bindings,
  },
};
fs.writeFileSync(outFile, JSON.stringify(result));
