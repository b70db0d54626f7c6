import { copyFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { contentHash } from "./node/pack.mjs";

/** Loaded by a process when it first meets brotli. */
function copyBrotli(out) {
  const main = createRequire(import.meta.url).resolve("brotli-wasm");
  copyFileSync(join(dirname(main), "pkg.web/brotli_wasm_bg.wasm"), join(out, "brotli.wasm"));
}

/**
 * The first script of a process Worker: it loads the two big ones and hands over what they are. Being small it is what is on
 * the stack meanwhile, and a browser that wants to say who loads something parses whatever is on the stack once more.
 */
const firstScript = (core, main) => `"use strict";{
  const at = (name) => new URL(name, location.href).href;
  const given = { core: at(${JSON.stringify(core)}), main: at(${JSON.stringify(main)}), pack: undefined };
  globalThis.__nodePack = (pack) => { given.pack = pack; };
  globalThis.engineStart = given;
  importScripts(given.core, given.main);
}
`;

function removeOthers(out, kept) {
  for (const file of readdirSync(out)) {
    if (/^(?:process|program|kernel|crypto|zstd)(?:\.[0-9a-f]{12})?\.js$/.test(file) && !kept.includes(file))
      rmSync(join(out, file));
  }
}

/**
 * The engine's own scripts, each a classic one, since a process needs `importScripts`. A name carries the hash of its content,
 * so that a browser needn't ask again at each start of a process; the page and the service worker are found by fixed names.
 */
export async function bundles({ root, out, core, images }) {
  const bundle = async (entry, { define = {}, inject = [] } = {}) => {
    const { outputFiles } = await build({
      entryPoints: [join(root, entry)],
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
      define,
      inject: inject.map((file) => join(root, file)),
      logLevel: "warning",
    });
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
  const program = write(
    "program",
    await bundle("lib/engine/node/process-worker.ts", {
      inject: ["scripts/engine/host-globals.js"],
      define: { "process.env.ENGINE_CRYPTO": JSON.stringify(crypto), "process.env.ENGINE_ZSTD": JSON.stringify(zstd) },
    }),
  );
  const process = write("process", { text: firstScript(core, program) });
  const kernel = write("kernel", await bundle("lib/engine/kernel/kernel-worker.ts"));
  const define = {
    "process.env.ENGINE_SCRIPTS": JSON.stringify(JSON.stringify({ kernel, process })),
    "process.env.ENGINE_IMAGES": JSON.stringify(JSON.stringify(images)),
  };
  write("page", await bundle("lib/engine/page/engine-page.ts", { define }), false);
  write("preview-client", await bundle("lib/engine/preview/client/preview-client.ts"), false);
  write("preview-shot", await bundle("lib/engine/preview/client/shot-script.ts"), false);
  removeOthers(out, [crypto, zstd, program, process, kernel]);
  return {
    scripts: { process, program, kernel, crypto, zstd },
    /** Written last: it knows the digest of every other file. */
    writeServiceWorker: async (digests) => {
      const known = { 'process.env["ENGINE_DIGESTS"]': JSON.stringify(JSON.stringify(digests)) };
      write("service-worker", await bundle("lib/engine/preview/service-worker.ts", { define: known }), false);
    },
  };
}
