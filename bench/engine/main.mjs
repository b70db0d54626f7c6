import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { nativeNode } from "./native-node.mjs";
import { openEngine } from "./open-engine.mjs";

/** What is measured: a task of `task.cjs`, and whether more is better. */
const rows = [
  { name: "fib(32)", task: "fib", unit: "ms" },
  { name: "JSON, 20,000 objects", task: "json", unit: "ms" },
  { name: "statSync", task: "stat", unit: "/s", more: true },
  { name: "readFileSync, 1 KB", task: "read", unit: "/s", more: true },
  { name: "5,000 small writes", task: "write", unit: "ms" },
  { name: "loopback HTTP requests", task: "loopback", unit: "/s", more: true },
];

const previewServer = `require("node:http").createServer((q, r) => {
  if (q.url.startsWith("/?")) { r.setHeader("content-type", "text/html"); r.end("<script>(async () => { const n = +new URLSearchParams(location.search).get('requests'); const at = performance.now(); for (let i = 0; i < n; i++) await (await fetch('/x')).text(); parent.postMessage(n / (performance.now() - at) * 1000, '*'); })()</script>"); }
  else r.end("ok");
}).listen(4500);`;

const resultOf = (output) => {
  const found = /result ([\d.e+]+)/.exec(output);
  if (found === null) throw new Error(`The task gave no result:\n${output}`);
  return Number(found[1]);
};

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const task = fileURLToPath(new URL("task.cjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tabsmith-bench-"));

function native(name) {
  const at = performance.now();
  const output = execFileSync(nativeNode(), [task, name], { cwd: folder, encoding: "utf8" });
  return { value: resultOf(output), ms: performance.now() - at };
}

const shown = (value, unit) => `${value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(1)} ${unit}`;

const cold = performance.now();
const engine = await openEngine();
const table = [];
try {
  await engine.call("write", "task.cjs", readFileSync(task, "utf8"));
  await engine.call("write", "preview.cjs", previewServer);
  const first = await engine.call("run", "node", ["-e", "0"], 30_000);
  table.push({ what: "boot of the engine", engine: shown(engine.bootMs, "ms") });
  table.push({ what: "first node -e 0 after it", engine: shown(first.ms, "ms") });
  const nativeStart = median(Array.from({ length: 5 }, () => native("nothing").ms));
  const startOf = async (pause) => {
    const starts = [];
    for (let at = 0; at < 5; at++) {
      await wait(pause);
      starts.push((await engine.call("run", "node", ["task.cjs", "nothing"], 30_000)).ms);
    }
    return median(starts);
  };
  for (const [what, pause] of [
    ["start of a process, one waits booted", 1500],
    ["start of a process, five in a row", 0],
  ]) {
    const start = await startOf(pause);
    const ratio = `${(start / nativeStart).toFixed(2)}×`;
    table.push({ what, engine: shown(start, "ms"), native: shown(nativeStart, "ms"), ratio });
  }
  for (const { name, task: which, unit, more } of rows) {
    const here = resultOf((await engine.call("run", "node", ["task.cjs", which], 60_000)).output);
    const there = native(which).value;
    const ratio = more ? `${((100 * here) / there).toFixed(0)} %` : `${(here / there).toFixed(2)}×`;
    table.push({ what: name, engine: shown(here, unit), native: shown(there, unit), ratio });
  }
  const previews = await engine.call("previewRate", "preview.cjs", 4500, 300);
  table.push({ what: "preview requests, one after the other", engine: shown(previews, "/s") });
  table.push({ what: "memory of the idle engine", engine: shown((await engine.memory()) / 2 ** 20, "MB") });
} finally {
  await engine.close();
  rmSync(folder, { recursive: true });
}
console.table(table);
console.log(`${Math.round((performance.now() - cold) / 1000)} s in all; ${process.arch}, ${process.platform}`);
