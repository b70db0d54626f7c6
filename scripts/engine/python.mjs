import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundled } from "./coreutils.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const pyodide = dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));

/**
 * A folder with Python's library and its memory, as they are when a program is about to begin. Starting a Python takes seconds,
 * so it is done once, and kept in `.cache` until something of it changes.
 */
async function keptPython() {
  const { text: program } = await bundled("python/take-snapshot.ts", "take-snapshot.cjs");
  const hash = createHash("sha256").update(program);
  for (const file of ["pyodide.asm.wasm", "python_stdlib.zip"]) hash.update(readFileSync(join(pyodide, file)));
  const folder = join(root, ".cache/python", hash.digest("hex").slice(0, 16));
  if (existsSync(folder)) return folder;
  const making = `${folder}.${process.pid}`;
  rmSync(join(root, ".cache/python"), { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const script = join(making, "take-snapshot.cjs");
  writeFileSync(script, program);
  execFileSync(process.execPath, [script, `${pyodide}/`, making], { stdio: ["ignore", "ignore", "inherit"] });
  rmSync(script);
  renameSync(making, folder);
  return folder;
}

/** Python: pyodide, its standard library and its memory, which the page lays down when a program first wants it. */
export async function pythonFiles() {
  const kept = await keptPython();
  const asIs = (folder, path) => ({ path, mode: 0o644, bytes: readFileSync(join(folder, path)) });
  return [
    await bundled("python/run-python.ts", "python.cjs"),
    asIs(pyodide, "pyodide.asm.wasm"),
    asIs(kept, "python_stdlib.zip"),
    asIs(kept, "python.snapshot"),
  ];
}
