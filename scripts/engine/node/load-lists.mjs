import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a process of each kind has loaded when its own code is done: the packs are cut along these lines. */
const programs = {
  script: { file: "a.cjs", text: "console.log(1)" },
  module: { file: "a.mjs", text: "import 'node:fs'; await 1; console.log(1)" },
  evaluate: { args: ["-e", "console.log(1)"] },
  server: {
    file: "b.cjs",
    text: `const http = require("node:http"); require("node:child_process"); require("node:zlib"); require("node:crypto");
require("node:readline"); require("node:worker_threads"); require("node:fs/promises"); require("node:assert");
require("node:stream/promises"); require("node:timers/promises"); require("node:util"); require("node:perf_hooks");
http.createServer((_, answer) => answer.end("x")).listen(0, function () {
  http.get({ port: this.address().port }, (answer) => { answer.resume(); answer.on("end", () => this.close()); });
});`,
  },
};

const report = `process.on("exit", () => { require("node:fs").writeSync(1, "\\0" + JSON.stringify(process.moduleLoadList)); });`;

function listOf(binary, folder, { file, text, args = [] }) {
  const hook = join(folder, "report.cjs");
  writeFileSync(hook, report);
  if (file) writeFileSync(join(folder, file), text);
  const out = execFileSync(binary, ["-r", hook, ...args, ...(file ? [join(folder, file)] : [])], { encoding: "utf8" });
  const list = JSON.parse(out.slice(out.indexOf("\0") + 1));
  return list.filter((entry) => entry.startsWith("NativeModule ")).map((entry) => entry.slice("NativeModule ".length));
}

export function loadLists(binary) {
  const folder = mkdtempSync(join(tmpdir(), "tabsmith-lists-"));
  try {
    return Object.fromEntries(
      Object.entries(programs).map(([name, program]) => [name, listOf(binary, folder, program)]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
