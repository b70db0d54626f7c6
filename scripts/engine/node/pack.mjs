import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse } from "acorn";

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));

/** What no browser could use: V8's own log tools, the command-line debugger, and QUIC, which needs sockets of its own. */
const leftOut = /^internal\/(deps\/v8|debugger|quic)\//;

/** Big and seldom used: each a file of its own, fetched when it is first required. */
const alone = {
  amaro: /^internal\/deps\/amaro\//,
  undici: /^internal\/deps\/undici\//,
};

/** Seldom used: the test runner, the REPL and its parser, HTTP/2, SQLite, single executables. What `net` asks for isn't. */
const seldom =
  /^(internal\/)?(test_runner|test|repl|deps\/acorn|deps\/minimatch|http2|sqlite|inspector|sea|webstorage|v8_prof|main\/prof_process|main\/inspect|repl|tracing|policy|heap_utils|watch_mode)(\/|$)/;

/** Every process needs these, though the binary's own list hides some of them in its snapshot. */
const always =
  /^internal\/(per_context|bootstrap\/(realm|node|web|switches\/(is_main_thread|does_own_process_state))|main\/(run_main_module|eval_string))/;

export const parametersOf = (id) => {
  if (id === "internal/bootstrap/realm") return "process, getLinkedBinding, getInternalBinding, primordials";
  if (id.startsWith("internal/per_context/")) return "exports, primordials, privateSymbols, perIsolateSymbols";
  if (/^internal\/(main|bootstrap)\//.test(id)) return "process, require, internalBinding, primordials";
  return "exports, require, module, process, internalBinding, primordials";
};

/**
 * Drops comments that end their line. Lines and columns of the code stay what they were, so positions in a stack trace
 * are those of Node's own files.
 */
export function withoutComments(id, source) {
  const comments = [];
  const head = `function f(${parametersOf(id)}){`;
  parse(`${head}${source}\n}`, {
    ecmaVersion: "latest",
    sourceType: "script",
    allowReturnOutsideFunction: true,
    onComment: comments,
  });
  let text = "";
  let at = 0;
  for (const { start, end } of comments.map((comment) => ({
    start: comment.start - head.length,
    end: comment.end - head.length,
  }))) {
    const lineEnd = source.indexOf("\n", end);
    if (source.slice(end, lineEnd < 0 ? source.length : lineEnd).trim() !== "") continue;
    text += source.slice(at, start).replace(/[ \t]+$/, "") + source.slice(start, end).replace(/[^\n]/g, "");
    at = end;
  }
  return text + source.slice(at);
}

const privateWrite = /^(\s*)([\w.]+)\[(\w+_private_symbol)\] = (.+);$/gm;

/** A private symbol of V8's shows nowhere. Ours are plain ones, so what is stored under them is made not enumerable. */
export const withHiddenSymbols = (source) =>
  source.replace(
    privateWrite,
    "$1primordials.ObjectDefineProperty($2, $3, { __proto__: null, value: $4, writable: true, configurable: true });",
  );

/** Here WASI is what packages bring in the place of native code, without the user's choosing: a warning would be no use to anyone. */
const withQuietWasi = (id, source) =>
  id === "wasi" ? source.replace(/^emitExperimentalWarning\('WASI'\);$/m, "") : source;

function tierOf(id, core) {
  for (const [name, pattern] of Object.entries(alone)) if (pattern.test(id)) return name;
  if (core.has(id) || always.test(id)) return "core";
  return seldom.test(id) ? "seldom" : "common";
}

/** A script that hands its functions to whoever waits for them, with the line on which each source begins. */
function script(entries, extra) {
  let line = 2;
  const starts = {};
  const body = entries.map(([id, source]) => {
    // The comma keeps the function from being named after its property: Node's have no name.
    const text = `${JSON.stringify(id)}: (0, function (${parametersOf(id)}) {\n${source}\n}),\n`;
    starts[id] = line + 1;
    line += text.split("\n").length - 1;
    return text;
  });
  return `globalThis.__nodePack({ functions: {\n${body.join("")}}, starts: ${JSON.stringify(starts)}${extra} });\n`;
}

export const contentHash = (text) => createHash("sha256").update(text).digest("hex").slice(0, 12);

/**
 * The library as scripts: `files` by tier, and `index`, which tells a process where each source is. Scripts of wrapped
 * functions rather than strings: the browser compiles them lazily and keeps its code cache from one process to the next.
 */
export function packLibrary(library) {
  const { loaded } = read("sources.data.json");
  const tables = readFileSync(new URL("../../../lib/engine/node/tables/tables.data.json", import.meta.url), "utf8");
  const core = new Set([...loaded.script, ...loaded.evaluate]);
  const tiers = { core: [], common: [], seldom: [], amaro: [], undici: [] };
  for (const [id, source] of library) {
    if (!leftOut.test(id))
      tiers[tierOf(id, core)].push([id, withHiddenSymbols(withoutComments(id, withQuietWasi(id, source)))]);
  }
  const index = { ids: library.map(([id]) => id), tierOf: {} };
  const files = [];
  for (const [name, entries] of Object.entries(tiers).reverse()) {
    const extra =
      name === "core"
        ? `, index: ${JSON.stringify(index)}, tables: JSON.parse(${JSON.stringify(JSON.stringify(JSON.parse(tables)))})`
        : "";
    const text = script(entries, extra);
    const file = `node-${name}.${contentHash(text)}.js`;
    if (name !== "core") for (const [id] of entries) index.tierOf[id] = file;
    files.push({ name, file, text });
  }
  return files;
}
