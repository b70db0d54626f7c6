/** `npm run conformance [-- --area fs,path] [--limit 50]`: Node's own tests in the engine, beside native Node. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { nativeNode } from "../../bench/engine/native-node.mjs";
import { openEngine } from "../../bench/engine/open-engine.mjs";
import { selectTests, testSource, treeOf } from "./node-tests.mjs";

const timeout = 20_000;
const { values } = parseArgs({ options: { area: { type: "string" }, limit: { type: "string" } } });
const source = testSource();
const chosen = selectTests(source, values.area?.split(",")).slice(0, Number(values.limit ?? Infinity));
const heavy = /^(?:wpt|test426|sea|snapshot|debugger|permission|quic|inspector)/;

const engine = await openEngine();
const areas = new Map();
const failures = [];
const count = (area, key) => {
  const row = areas.get(area) ?? { files: 0, native: 0, engine: 0 };
  areas.set(area, { ...row, [key]: row[key] + 1 });
};

/** Native passes make the denominator: a test that fails there too says nothing about the engine. */
const passesNatively = ({ file, flags }) =>
  spawnSync(nativeNode(), [...flags, join("test/parallel", file)], { cwd: source, timeout, stdio: "ignore" }).status ===
  0;

try {
  await engine.call("mountLatin1", treeOf(join(source, "test/common")), "test/common");
  await engine.call(
    "mountLatin1",
    treeOf(join(source, "test/fixtures"), (path) => !heavy.test(path)),
    "test/fixtures",
  );
  for (const test of chosen) {
    count(test.area, "files");
    if (!passesNatively(test)) continue;
    count(test.area, "native");
    const path = `test/parallel/${test.file}`;
    await engine.call(
      "mountLatin1",
      { [test.file]: { type: "file", content: Buffer.from(test.text).toString("latin1") } },
      "test/parallel",
    );
    const { code, late, output } = await engine.call("run", "node", [...test.flags, path], timeout);
    if (code === 0) count(test.area, "engine");
    else
      failures.push(
        `${test.file}: ${late ? "no end" : (/^\w*Error.*$/m.exec(output)?.[0] ?? `exit ${code}`)}`.slice(0, 160),
      );
  }
} finally {
  await engine.close();
}

const rows = [...areas].toSorted(([a], [b]) => (a < b ? -1 : 1));
const percent = (row) => (row.native === 0 ? "–" : `${((100 * row.engine) / row.native).toFixed(1)} %`);
const total = rows.reduce(
  (sum, [, row]) => ({
    files: sum.files + row.files,
    native: sum.native + row.native,
    engine: sum.engine + row.engine,
  }),
  { files: 0, native: 0, engine: 0 },
);
const lines = [...rows, ["**all**", total]].map(
  ([area, row]) => `| ${area} | ${row.native} | ${row.engine} | ${percent(row)} |`,
);
const report = ["| area | pass natively | pass in the engine | |", "| --- | --- | --- | --- |", ...lines].join("\n");
console.log(report);
console.log(failures.join("\n"));
if (values.area === undefined && values.limit === undefined) {
  const file = fileURLToPath(new URL("../../.cache/conformance.md", import.meta.url));
  writeFileSync(file, `${report}\n\n${failures.map((line) => `- ${line}`).join("\n")}\n`);
  console.log(`written to ${file}`);
}
