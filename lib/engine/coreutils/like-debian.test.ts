import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";

const names = ["head", "realpath", "sed", "tail", "timeout", "wc", "xargs", "yes"];

let folder: string;
let programs: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "like-debian-"));
  programs = join(folder, "bin");
  mkdirSync(programs);
  for (const [entry, name] of [
    ["main", "coreutils"],
    ["just-bash", "just-bash"],
  ] as const)
    await build({
      entryPoints: [`lib/engine/coreutils/${entry}.ts`],
      outfile: join(folder, `${name}.cjs`),
      bundle: true,
      platform: "node",
      format: "cjs",
      tsconfig: "tsconfig.json",
      logLevel: "error",
      define: { "import.meta.url": "importMetaUrl" },
      banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    });
  for (const name of names) {
    const file = join(programs, name);
    writeFileSync(file, `#!/bin/bash\nexec -a ${name} '${process.execPath}' '${join(folder, "coreutils.cjs")}' "$@"\n`);
    chmodSync(file, 0o755);
  }
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What a line of bash prints and answers when it finds its programs there. */
function outcome(path: string, script: string): Promise<{ out: string; code: number }> {
  const cwd = mkdtempSync(join(folder, "run-"));
  writeFileSync(join(cwd, "lines"), "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12");
  writeFileSync(join(cwd, "small"), "a b\nc\n");
  symlinkSync("small", join(cwd, "link"));
  const env = { ...process.env, PATH: path, LC_ALL: "C.UTF-8" };
  return new Promise((resolve) => {
    const child = execFile("bash", ["-c", script], { cwd, env, timeout: 20_000 }, (error, out) => {
      resolve({ out: out.replaceAll(cwd, "HERE"), code: error === null ? 0 : Number(error.code) });
    });
    child.stdin?.end();
  });
}

test.each([
  "printf 'a b\\nc d\\n' | xargs",
  "printf 'a b\\nc d e\\n' | xargs -n 2 echo x",
  "printf 'a b\\nc d\\n' | xargs -I{} echo '<{}>' '{}-{}'",
  "printf 'a b\\0c\\0' | xargs -0 -n1 echo",
  "printf 'a,b c,d' | xargs -d , -n 1 echo",
  "printf 'a b\\nc\\nd\\n' | xargs -L 2 echo",
  "printf '\"a b\" c\\\\ d '\"'e  f'\"'\\n' | xargs -n1 echo",
  "xargs echo none </dev/null; xargs -r echo none </dev/null; echo $?",
  "echo 1 2 | xargs -n1 false; echo $?; echo 1 | xargs nosuchprogram 2>/dev/null; echo $?",
  "echo 1 2 | xargs -n1 sh -c 'echo $0; exit 255' 2>/dev/null; echo $?",
  "seq 4 | xargs -P 2 -n 1 sh -c 'echo $0' | sort",
  "timeout 0.3 sleep 5; echo $?",
  "timeout 5 sh -c 'exit 3'; echo $?",
  "timeout -s KILL 0.3 sleep 5; echo $?",
  "timeout -k 0.2 0.3 sh -c 'trap \"\" TERM; sleep 5; sleep 5'; echo $?",
  "timeout 1 nosuchprogram 2>/dev/null; echo $?; timeout x true 2>/dev/null; echo $?",
  "yes | head -2; yes no | head -n 1; yes a b | head -c 5",
  "tail -n +11 lines; tail +3 lines; tail -n 0 lines; tail -c +20 lines; tail -c 4 lines",
  "head -n -10 lines; head -c -22 lines; head -n 0 lines",
  "head -n 1 lines small; tail -q -n 1 small lines",
  "wc lines; wc small lines; wc <small; cat small | wc; wc -l small lines; cat small | wc -l; wc -lc small",
  "realpath small link ./nothing ..//; realpath -e nothing 2>/dev/null; echo $?; realpath -m no/such/../file",
  "sleep 30 | { sed -i s/a/z/ small; cat small; kill %1 2>/dev/null; pkill -P $$ sleep; }",
])(
  "%s",
  async (script) => {
    expect(await outcome(`${programs}:/usr/bin:/bin`, script)).toEqual(await outcome("/usr/bin:/bin", script));
  },
  30_000,
);
