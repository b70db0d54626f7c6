import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const entries = [
  ["main", "coreutils"],
  ["rarer", "rarer"],
  ["just-bash", "just-bash"],
] as const;

/** Puts the engine's commands into a folder for the machine's own Node; answers the folder of their names. */
export async function buildPrograms(folder: string, names: readonly string[]): Promise<string> {
  const programs = join(folder, "bin");
  mkdirSync(programs);
  for (const [entry, name] of entries)
    await build({
      entryPoints: [`lib/engine/coreutils/${entry}.ts`],
      outfile: join(folder, `${name}.cjs`),
      bundle: true,
      platform: "node",
      format: "cjs",
      tsconfig: "tsconfig.json",
      logLevel: "error",
      external: ["./rarer.cjs", "./just-bash.cjs"],
      define: { "import.meta.url": "importMetaUrl" },
      banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    });
  for (const name of names) {
    const file = join(programs, name);
    writeFileSync(file, `#!/bin/bash\nexec -a ${name} '${process.execPath}' '${join(folder, "coreutils.cjs")}' "$@"\n`);
    chmodSync(file, 0o755);
  }
  return programs;
}
