import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { loadTypeScript } from "./load-typescript.mjs";

/** Files of the model runtimes that a browser fetches by address, so that none comes from elsewhere. */
const runtimeFiles = [
  ["@wllama/wllama/esm/wasm/wllama.wasm", "wllama/wllama.wasm"],
  ["onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.mjs", "ort/ort-wasm-simd-threaded.asyncify.mjs"],
  ["onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm", "ort/ort-wasm-simd-threaded.asyncify.wasm"],
];

/** Fills `public/vendor/models`: the runtimes' files, and each tour of `public/tours` as a model. */
export async function buildModelAssets(root) {
  const target = join(root, "public/vendor/models");
  await rm(target, { recursive: true, force: true });
  for (const [from, to] of runtimeFiles) {
    await cp(join(root, "node_modules", from), join(target, to));
  }
  const { compileTour } = await loadTypeScript(root, "lib/models/tour/compile-tour.ts");
  await mkdir(join(target, "tours"), { recursive: true });
  const tours = (await readdir(join(root, "public/tours"))).filter((name) => name.endsWith(".md"));
  for (const name of tours) {
    const weights = compileTour(await readFile(join(root, "public/tours", name), "utf8"));
    await writeFile(join(target, "tours", `${basename(name, ".md")}.gguf`), weights);
  }
}
