/**
 * Runs the lines of a recording anew on this machine and writes down what the native programs say:
 * `node scripts/engine/record-native.mjs FILE.data.ts`. The file's lines are JSON arrays of the script, the code and what is printed.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "prettier";

const setUp = fileURLToPath(new URL("../../lib/engine/coreutils/recorded/files.sh", import.meta.url));

/** What one line of sh prints and answers in a folder of its own. */
function outcome(root, script) {
  const cwd = mkdtempSync(join(root, "run-"));
  cpSync(join(root, "files"), cwd, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  const env = { PATH: "/usr/bin:/bin", HOME: root, USER: "root", LC_ALL: "C.UTF-8", TZ: "UTC" };
  const { stdout, stderr, status } = spawnSync("bash", ["-c", script], { cwd, env, input: "" });
  const clean = (bytes) => bytes.toString("latin1").replaceAll(cwd, "HERE");
  return [script, status, clean(stdout), clean(stderr)];
}

/** The scripts in the order in which they stand. */
export async function record(scripts, file, version) {
  const root = mkdtempSync(join(tmpdir(), "record-"));
  mkdirSync(join(root, "files"));
  execFileSync("bash", [setUp], { cwd: join(root, "files") });
  const lines = scripts.map((script) => JSON.stringify(outcome(root, script)));
  rmSync(root, { recursive: true });
  const text = `/** What ${version} print: the script, the exit code, standard output and standard error, byte by byte. */
export const recorded: readonly (readonly [script: string, code: number, out: string, err: string])[] = [
${lines.map((line) => `  ${line},`).join("\n")}
];
`;
  writeFileSync(file, await format(text, { parser: "typescript", printWidth: 120 }));
}

const [, script, file] = process.argv;
if (script === fileURLToPath(import.meta.url) && file !== undefined) {
  const text = readFileSync(file, "utf8");
  const [, version = ""] = /\/\*\* What (.*) print:/.exec(text) ?? [];
  const body = text.slice(text.indexOf("= [") + 2).replace(/;\s*$/, "");
  // The table is plain data: arrays of texts and numbers.
  const { default: table } = await import(`data:text/javascript,${encodeURIComponent(`export default ${body}`)}`);
  await record(
    table.map(([line]) => line),
    file,
    version,
  );
}
