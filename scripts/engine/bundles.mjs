import { copyFileSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";

/** The engine's own scripts: entry file and name of the bundle. Classic scripts, since a process needs `importScripts`. */
const entries = [
  { entry: "lib/engine/node/process-worker.ts", name: "process.js", inject: ["scripts/engine/host-globals.js"] },
  { entry: "lib/engine/node/crypto-script.ts", name: "crypto.js" },
  { entry: "lib/engine/kernel/kernel-worker.ts", name: "kernel.js" },
  { entry: "lib/engine/page/engine-page.ts", name: "page.js" },
  { entry: "lib/engine/preview/service-worker.ts", name: "service-worker.js" },
  { entry: "lib/engine/preview/client/preview-client.ts", name: "preview-client.js" },
];

/** Loaded by a process when it first meets brotli. */
function copyBrotli(out) {
  const main = createRequire(import.meta.url).resolve("brotli-wasm");
  copyFileSync(join(dirname(main), "pkg.web/brotli_wasm_bg.wasm"), join(out, "brotli.wasm"));
}

export async function bundles({ root, out, define }) {
  copyBrotli(out);
  for (const { entry, name, inject = [] } of entries) {
    if (!existsSync(join(root, entry))) continue;
    await build({
      entryPoints: [join(root, entry)],
      outfile: join(out, name),
      bundle: true,
      format: "iife",
      platform: "browser",
      target: "chrome120",
      minifySyntax: true,
      minifyWhitespace: true,
      legalComments: "linked",
      tsconfig: join(root, "tsconfig.json"),
      define,
      inject: inject.map((file) => join(root, file)),
      logLevel: "warning",
    });
  }
}
