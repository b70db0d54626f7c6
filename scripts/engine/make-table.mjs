/**
 * Makes the committed tables for one version of Node: where each source stands in the Linux binary, and what its C++
 * side tells its library. Run once a version, on Linux, with that binary:
 *
 *     node scripts/engine/make-table.mjs <path of the node binary>
 *
 * The build needs only what this wrote; it never runs Node's binary.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { hashOf } from "./node/library.mjs";
import { loadLists } from "./node/load-lists.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const tablesFile = join(here, "../../lib/engine/node/tables/tables.data.json");
const sourcesFile = join(here, "node/sources.data.json");

/** The library's texts are stored as latin1 where that suffices, as UTF-16 where it doesn't. */
function locate(binary, id, text) {
  const wide = [...text].some((char) => char.codePointAt(0) > 0xff);
  const bytes = Buffer.from(text, wide ? "utf16le" : "latin1");
  const offset = binary.indexOf(bytes);
  if (offset < 0) throw new Error(`${id} does not stand in the binary as plain bytes; the table can't be made for it.`);
  return [id, offset, bytes.length, wide ? "utf16le" : "latin1"];
}

/** One row a line, so that a new version shows as a readable change. */
function rows(object) {
  const body = Object.entries(object).map(([key, value]) => `${JSON.stringify(key)}: ${lines(value)}`);
  return `{\n${body.join(",\n")}\n}\n`;
}

function lines(value) {
  if (Array.isArray(value)) return `[\n${value.map((item) => JSON.stringify(item)).join(",\n")}\n]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{\n${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${JSON.stringify(item)}`)
    .join(",\n")}\n}`;
}

function dump(binaryPath) {
  const folder = mkdtempSync(join(tmpdir(), "tabsmith-dump-"));
  try {
    const file = join(folder, "dump.json");
    execFileSync(binaryPath, ["--no-warnings", "--expose-internals", join(here, "node/dump.cjs"), file], { env: {} });
    return JSON.parse(readFileSync(file, "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [binaryPath] = process.argv.slice(2);
if (!binaryPath) throw new Error("Usage: node scripts/engine/make-table.mjs <path of the node binary>");
const binary = readFileSync(binaryPath);
const { sources, tables } = dump(binaryPath);
const ids = Object.keys(sources).sort();
const binarySha256 = createHash("sha256").update(binary).digest("hex");
const librarySha256 = hashOf(ids.map((id) => [id, sources[id]]));
const table = ids.map((id) => locate(binary, id, sources[id]));
const loaded = loadLists(binaryPath);
writeFileSync(sourcesFile, rows({ version: tables.version, binarySha256, librarySha256, loaded, sources: table }));
writeFileSync(tablesFile, rows(tables));
console.log(`${tables.version}: ${ids.length} sources, ${Object.keys(tables.bindings).length} bindings`);
