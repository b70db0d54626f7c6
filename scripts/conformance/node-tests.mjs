import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const cache = fileURLToPath(new URL("../../.cache/node-tests", import.meta.url));
const mirror = "http://deb.debian.org/debian/pool/main/n/nodejs";
const archive = "nodejs_24.21.0+dfsg+~cs24.13.4.orig.tar.xz";

/** Node's own tests, from Debian's source package, kept outside of the repository. `NODE_TEST_SRC` names another copy. */
export function testSource() {
  if (process.env.NODE_TEST_SRC) return process.env.NODE_TEST_SRC;
  const folder = join(cache, "source");
  mkdirSync(folder, { recursive: true });
  // Else Node would take the tests for ES modules, as the files around them are.
  writeFileSync(join(folder, "package.json"), "{}\n");
  if (existsSync(join(folder, "test/parallel"))) return folder;
  const file = join(cache, archive);
  const url = `${process.env.DEBIAN_MIRROR ?? mirror}/${archive}`;
  if (!existsSync(file)) execFileSync("curl", ["--fail", "--location", "--output", file, url], { stdio: "inherit" });
  execFileSync("tar", [
    "--extract",
    "--file",
    file,
    "--directory",
    folder,
    "--strip-components=1",
    "--wildcards",
    "*/test/parallel",
    "*/test/common",
    "*/test/fixtures",
  ]);
  return folder;
}

/** FNV-1a, 32 bits. */
export function hash(name) {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(name)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}

const outOfScope =
  /^(?:cluster|compile|debugger|dgram|gc|heap|heapdump|http2|https|icu|inspector|internal|permission|quic|repl|sea|single|snapshot|sqlite|tls|trace|v8|windows)$/;
const outOfReach =
  /--expose[-_]internals|--expose[-_]gc|common\/internet|common\/inspector-helper|require\('(?:node:)?(?:dgram|cluster|tls|https|http2|inspector)'\)/;

/** The half of the suite that contributors run: files whose name hashes to an even number, of areas that a tab can have. */
export function selectTests(source, areas) {
  const folder = join(source, "test/parallel");
  return readdirSync(folder)
    .filter((file) => /^test-.*\.m?js$/.test(file) && hash(file) % 2 === 0)
    .map((file) => {
      const text = readFileSync(join(folder, file), "utf8");
      const flags = /\/\/ Flags: (.*)/.exec(text)?.[1].trim().split(/\s+/) ?? [];
      return { file, text, flags, area: /^test-([a-z\d]+)/.exec(file)?.[1] ?? "other" };
    })
    .filter(({ area, text }) => !outOfScope.test(area) && !outOfReach.test(text))
    .filter(({ area }) => areas === undefined || areas.includes(area));
}

/** A folder as the contract's tree; `wanted` judges paths below it. */
export function treeOf(folder, wanted = () => true, prefix = "") {
  const entries = {};
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = prefix + entry.name;
    if (!wanted(path)) continue;
    if (entry.isDirectory()) {
      entries[entry.name] = { type: "directory", entries: treeOf(join(folder, entry.name), wanted, `${path}/`) };
    } else if (entry.isFile()) {
      entries[entry.name] = { type: "file", content: readFileSync(join(folder, entry.name), "latin1") };
    }
  }
  return entries;
}
