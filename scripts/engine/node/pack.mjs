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
  /^(internal\/)?(?!repl\/history$)(test_runner|test|deps\/acorn|deps\/minimatch|http2|sqlite|inspector|sea|webstorage|v8_prof|main\/prof_process|main\/inspect|repl|tracing|policy|heap_utils|watch_mode)(\/|$)/;

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

/**
 * One text: a line of eight digits that says how many bytes the next line has; that line, JSON that says of each source where it begins
 * after the line and how many bytes it has; and the sources, each a function in parentheses. Its head shares a line with the source's first, so that lines are those of Node's own file.
 */
function packText(entries, extra) {
  const sources = {};
  let at = 0;
  const body = entries.map(([id, source]) => {
    const text = `(function (${parametersOf(id)}) {${source}\n})\n`;
    const bytes = Buffer.byteLength(text) - 1;
    sources[id] = [at, bytes];
    at += bytes + 1;
    return text;
  });
  const head = JSON.stringify({ sources, ...extra });
  return `${String(Buffer.byteLength(head)).padStart(8, "0")}\n${head}\n${body.join("")}`;
}

export const contentHash = (text) => createHash("sha256").update(text).digest("hex").slice(0, 12);

/**
 * The library as texts: `files` by tier, and `index`, which tells a process where each source is. A browser keeps no compiled
 * code for Workers, so a process compiles each source when it is first required, and never looks at the others.
 */
export function packLibrary(library) {
  const { loaded } = read("sources.data.json");
  const tables = read("../../../lib/engine/node/tables/tables.data.json");
  const core = new Set([...loaded.script, ...loaded.evaluate]);
  const tiers = { core: [], common: [], seldom: [], amaro: [], undici: [] };
  for (const [id, source] of library) {
    if (!leftOut.test(id))
      tiers[tierOf(id, core)].push([id, withHiddenSymbols(withoutComments(id, withQuietWasi(id, source)))]);
  }
  const index = { ids: library.map(([id]) => id), tierOf: {} };
  const files = [];
  for (const [name, entries] of Object.entries(tiers).reverse()) {
    const text = packText(entries, name === "core" ? { index, tables } : {});
    const file = `node-${name}.${contentHash(text)}.txt`;
    if (name !== "core") for (const [id] of entries) index.tierOf[id] = file;
    files.push({ name, file, text });
  }
  return files;
}
