// @ts-check
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** The script by which other pages embed a project: for a plain `<script>`, as a module, and its types. */
const root = fileURLToPath(new URL("../..", import.meta.url));
const common = { bundle: true, minify: true, target: "es2020", logLevel: "warning", absWorkingDir: root };
await build({
  ...common,
  entryPoints: ["lib/sharing/embed-sdk/script.ts"],
  format: "iife",
  outfile: "public/embed.js",
});
await build({ ...common, entryPoints: ["lib/sharing/embed-sdk/embed.ts"], format: "esm", outfile: "public/embed.mjs" });

const types = join(root, ".cache", "embed-types");
mkdirSync(types, { recursive: true });
const { status, stdout } = spawnSync(
  process.execPath,
  [
    join(root, "node_modules", "typescript", "bin", "tsc"),
    "--ignoreConfig",
    "--declaration",
    "--emitDeclarationOnly",
    "--skipLibCheck",
    "--target",
    "es2022",
    "--module",
    "esnext",
    "--moduleResolution",
    "bundler",
    "--lib",
    "es2023,dom,dom.iterable",
    "--outDir",
    types,
    "lib/sharing/embed-sdk/embed.ts",
  ],
  { cwd: root, encoding: "utf8" },
);
if (status !== 0) throw new Error(`The types of the embed script can't be written:\n${stdout}`);

/** One file of the three, without what they import of each other. */
const parts = ["address", "embed-protocol", "embed-sdk/embed"].map((name) =>
  readFileSync(join(types, `${name}.d.ts`), "utf8")
    .replace(/^import[\s\S]*?;$/gmu, "")
    .replace(/^export \{\};$/gmu, ""),
);
writeFileSync(join(root, "public", "embed.d.ts"), parts.join("\n"));
