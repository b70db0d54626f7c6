import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Parts of just-bash that none of our commands uses: they load by themselves when asked for, and no one asks. */
const unused = /[\\/](?:undici-[^\\/]*\.js$|domino[\\/])/;

/** The commands of `/usr/bin` as files, of which the first is all that the commands of every day need: [{ path, mode, text }]. */
export async function coreutilsFiles() {
  return Promise.all([
    bundled("coreutils/main.ts", "coreutils.cjs"),
    bundled("coreutils/rarer.ts", "rarer.cjs"),
    bundled("coreutils/just-bash.ts", "just-bash.cjs"),
    bundled("python/main.ts", "python.cjs"),
  ]);
}

/** git, as one file. */
export async function gitFiles() {
  return [await bundled("git/main.ts", "git.cjs")];
}

/** A program of lib/engine as one file that our Node runs. */
export async function bundled(entry, path) {
  const result = await build({
    entryPoints: [join(root, "lib/engine", entry)],
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    target: "node24",
    minify: true,
    legalComments: "none",
    tsconfig: join(root, "tsconfig.json"),
    banner: { js: `const moduleUrl = require("node:url").pathToFileURL(__filename).href;` },
    define: { "import.meta.url": "moduleUrl" },
    external: [
      "./rarer.cjs",
      "./just-bash.cjs",
      "sql.js",
      "quickjs-emscripten*",
      "node-liblzma",
      "@mongodb-js/zstd",
      "seek-bzip",
    ],
    plugins: [
      {
        name: "without-what-is-unused",
        setup(building) {
          building.onLoad({ filter: unused }, () => ({ contents: "export default {};", loader: "js" }));
        },
      },
    ],
    logLevel: "error",
  });
  return { path, mode: 0o644, text: result.outputFiles[0].text };
}
