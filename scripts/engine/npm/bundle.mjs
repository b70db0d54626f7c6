import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { build } from "esbuild";
import { pinnedTarball } from "../pinned-tarball.mjs";
import { filesInTar } from "../tar.mjs";
import { patches } from "./patches.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** npm itself, as it is published, with what it bundles. */
export const pinned = {
  spec: "npm@11.21.2",
  file: "npm-11.21.2.tgz",
  integrity: "sha512-7HPApk+AflMUavSseL1Pm6CnYqMIHk53x+KmuhqmTDqPkjPMgxIpTPcTqsE91EKNw4gFBJV9fnXiSdGm1DXq9A==",
};

/** npm's own defaults where it is installed; a project and a person can set each of them otherwise. */
const builtinConfig = [
  "audit=false",
  "fund=false",
  "update-notifier=false",
  "cpu=wasm32",
  "prefix=/usr/local",
  "",
].join("\n");

/** What npm would only have read its settings for is run without them. */
const begin = `module.exports = (process) => {
  if (!require("./at-once.js")(process)) require("./npm.js")(process);
};
`;

/** What npm's questions at `npm init` load from beside themselves. */
const initNeeds = ["@npmcli/package-json/lib/license", "validate-npm-package-name", "npm-package-arg", "semver"];

/**
 * npm as a few files instead of a thousand: [{ path, mode, text }], relative to where it is installed.
 * One file starts three times as fast, and a browser fetches it at once.
 */
export async function npmFiles() {
  const source = join(root, ".cache/npm", pinned.file.replace(/\.tgz$/, ""));
  unpack(source);
  const npm = join(source, "package");
  const bundle = (options) => bundled({ npm, ...options });
  const cli = await bundle({
    stdin: `module.exports = (process) => require("./lib/cli/validate-engines.js")(process, () => require("./lib/cli/entry.js"));`,
  });
  const archive = new Map(entries());
  const asIs = (name) => archive.get(`package/${name}`).toString("utf8");
  const parts = `{
    version: ${JSON.stringify(JSON.parse(asIs("package.json")).version)},
    path: require("node:path").join(__dirname, "../bin/npm-cli.js"),
    runScript: () => require("@npmcli/run-script/lib/run-script-pkg.js"),
  }`;
  const atOnce = await bundle({
    stdin: `const { runAtOnce } = require(${JSON.stringify(join(root, "lib/engine/npm/run-at-once.ts"))});
      module.exports = (process) => runAtOnce(process, ${parts});`,
  });
  const npx = await bundle({ entry: "bin/npx-cli.js", external: ["../lib/cli.js", "./npm-cli.js"] });
  const beside = await Promise.all(
    initNeeds.map(async (name) => ({
      path: `lib/node_modules/${name}.js`,
      text: await bundle({ stdin: `module.exports = require(${JSON.stringify(name)});` }),
    })),
  );
  return [
    { path: "npmrc", text: builtinConfig },
    { path: "package.json", text: asIs("package.json") },
    { path: "LICENSE", text: asIs("LICENSE") },
    { path: "bin/npm-cli.js", text: asIs("bin/npm-cli.js"), mode: 0o755 },
    { path: "bin/npx-cli.js", text: npx, mode: 0o755 },
    { path: "lib/cli.js", text: begin },
    { path: "lib/at-once.js", text: atOnce },
    { path: "lib/npm.js", text: cli },
    { path: "lib/default-input.js", text: asIs("node_modules/init-package-json/lib/default-input.js") },
    ...beside,
  ].map((file) => ({ mode: 0o644, ...file }));
}

const entries = () => filesInTar(gunzipSync(pinnedTarball(pinned, "npm", join(root, ".cache/npm"))));

function unpack(folder) {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, bytes] of entries()) {
    if (!/\.(?:js|json|cjs)$/.test(name)) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
}

async function bundled({ npm, entry, stdin, external = [] }) {
  const result = await build({
    ...(entry ? { entryPoints: [join(npm, entry)] } : { stdin: { contents: stdin, resolveDir: npm, loader: "js" } }),
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    target: "node24",
    minifyWhitespace: true,
    legalComments: "none",
    tsconfigRaw: "{}",
    external: ["node-gyp", ...external],
    plugins: [patches(npm, root)],
    logLevel: "error",
  });
  return result.outputFiles[0].text;
}
