import { copyFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { lateModules } from "./late-modules.mjs";
import { contentHash } from "./node/pack.mjs";

/** Loaded by a process when it first meets brotli. */
function copyBrotli(out) {
  const main = createRequire(import.meta.url).resolve("brotli-wasm");
  copyFileSync(join(dirname(main), "pkg.web/brotli_wasm_bg.wasm"), join(out, "brotli.wasm"));
}

/**
 * The first script of a process Worker: it waits for what it is to be, and runs the engine's program from the text that came with
 * it. To fetch and read a megabyte of script anew takes each Worker longer than all else it does before it is ready.
 */
const firstScript = (program) => `"use strict";addEventListener("message", ({ data: start }) => {
  const { assets, texts } = start.data;
  globalThis.engineStart = start;
  const text = new TextDecoder().decode(new Uint8Array(texts[${JSON.stringify(program)}]).slice());
  (0, eval)(text + "\\n//# sourceURL=" + assets + ${JSON.stringify(program)});
}, { once: true });
`;

function removeOthers(out, kept) {
  for (const file of readdirSync(out)) {
    if (
      /^(?:process|program|kernel|crypto|zstd|late-[\w-]+)(?:\.[0-9a-f]{12})?\.js$/.test(file) &&
      !kept.includes(file)
    )
      rmSync(join(out, file));
  }
}

/**
 * The engine's own scripts. A name carries the hash of its content, so that a browser needn't ask again at each start; the page and
 * the service worker are found by fixed names.
 */
export async function bundles({ root, out, packs, images }) {
  const common = {
    outfile: "script.js",
    write: false,
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "chrome120",
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "external",
    tsconfig: join(root, "tsconfig.json"),
    logLevel: "warning",
  };
  const bundle = async (entry, options = {}) => {
    const { outputFiles } = await build({ ...common, entryPoints: [join(root, entry)], ...options });
    const text = (ending) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
    return { text: text(".js"), legal: text(".LEGAL.txt") };
  };
  const write = (name, { text, legal }, hashed = true) => {
    const file = hashed ? `${name}.${contentHash(text)}.js` : `${name}.js`;
    writeFileSync(join(out, file), text);
    if (legal) writeFileSync(join(out, `${name}.js.LEGAL.txt`), legal);
    return file;
  };
  copyBrotli(out);
  const crypto = write("crypto", await bundle("lib/engine/node/crypto-script.ts"));
  const zstd = write("zstd", await bundle("lib/engine/node/zstd-script.ts"));
  const inject = [join(root, "scripts/engine/host-globals.js")];
  const lates = await lateModules({ root, options: { ...common, inject }, write });
  const program = write(
    "program",
    await bundle("lib/engine/node/process-worker.ts", {
      inject,
      plugins: [lates.plugin],
      define: { "process.env.ENGINE_CRYPTO": JSON.stringify(crypto), "process.env.ENGINE_ZSTD": JSON.stringify(zstd) },
    }),
  );
  const process = write("process", { text: firstScript(program) });
  const kernel = write("kernel", await bundle("lib/engine/kernel/kernel-worker.ts"));
  const texts = [program, packs.core, packs.common, crypto, ...Object.values(lates.files)];
  const names = { kernel, process, program, core: packs.core, texts };
  const define = {
    "process.env.ENGINE_SCRIPTS": JSON.stringify(JSON.stringify(names)),
    "process.env.ENGINE_IMAGES": JSON.stringify(JSON.stringify(images)),
  };
  write("page", await bundle("lib/engine/page/engine-page.ts", { define }), false);
  write("preview-client", await bundle("lib/engine/preview/client/preview-client.ts"), false);
  write("preview-shot", await bundle("lib/engine/preview/client/shot-script.ts"), false);
  removeOthers(out, [crypto, zstd, program, process, kernel, ...Object.values(lates.files)]);
  return {
    scripts: { process, program, kernel, crypto, zstd, ...lates.files },
    /** What the page hands to every process. */
    texts,
    /** Written last: it knows the digest of every other file. */
    writeServiceWorker: async (digests) => {
      const known = { 'process.env["ENGINE_DIGESTS"]': JSON.stringify(JSON.stringify(digests)) };
      write("service-worker", await bundle("lib/engine/preview/service-worker.ts", { define: known }), false);
    },
  };
}
