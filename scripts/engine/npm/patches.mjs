import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Places where npm finds a file of its own by a path that a bundle no longer has, our hook, scripts of packages off until allowed, and
 * a package that couldn't be written whole.
 */
const edits = (npm, root) => [
  {
    file: join(npm, "lib/npm.js"),
    from: "require(`./commands/${command}`)",
    to: "require(`./commands/${command}.js`)",
  },
  {
    file: join(npm, "node_modules/init-package-json/lib/init-package-json.js"),
    from: "require.resolve('./default-input.js')",
    to: "require('node:path').join(__dirname, 'default-input.js')",
  },
  {
    file: join(npm, "node_modules/@npmcli/arborist/lib/arborist/rebuild.js"),
    from: "isScriptAllowed(node, this.options.allowScripts) === false",
    to: "isScriptAllowed(node, this.options.allowScripts) !== true",
  },
  {
    // A registry may live below a path, as the server's proxy does.
    file: join(npm, "node_modules/pacote/lib/remote.js"),
    from: "new URL(resolvedURL.pathname, this.registry).href",
    to: "new URL(resolvedURL.pathname.slice(1), this.registry.replace(/\\/?$/, '/')).href",
  },
  {
    // A file that can't be written (the disk is full) is a mere warning of tar's, and the package would pass for installed.
    file: join(npm, "node_modules/pacote/lib/fetcher.js"),
    from: "const extractor = tar.x(this.#tarxOptions({ cwd: dest }))",
    to: `const settings = this.#tarxOptions({ cwd: dest })
    const { onwarn } = settings
    let unwritten
    settings.onwarn = (code, msg, data) => {
      if (code === 'TAR_ENTRY_ERROR') unwritten ??= data
      else onwarn(code, msg, data)
    }
    const extractor = tar.x(settings)`,
  },
  {
    file: join(npm, "node_modules/pacote/lib/fetcher.js"),
    from: "extractor.on('end', () => {\n        resolve({",
    to: "extractor.on('end', () => {\n        if (unwritten) return reject(unwritten)\n        resolve({",
  },
  {
    file: join(npm, "node_modules/@npmcli/run-script/lib/make-spawn-args.js"),
    from: "require.resolve('node-gyp/bin/node-gyp.js')",
    to: "'node-gyp'",
  },
  {
    file: join(npm, "node_modules/@npmcli/arborist/lib/arborist/reify.js"),
    from: "await pacote.extract(res, node.path, {",
    to: `await require(${JSON.stringify(join(root, "lib/engine/npm/extract.ts"))}).extractOrSubstitute(node, pacote, res, {`,
  },
  {
    file: join(npm, "node_modules/@npmcli/arborist/lib/arborist/reify.js"),
    from: "{ allowRemote: 'all' } : {}),\n      })",
    to: "{ allowRemote: 'all' } : {}),\n      }, log.warn)",
  },
];

/** Fails the build when npm's source no longer has the place: a silent miss would ship an npm without its commands. */
export function patches(npm, root) {
  return {
    name: "npm-in-one-file",
    setup(build) {
      for (const file of new Set(edits(npm, root).map((edit) => edit.file)))
        build.onLoad({ filter: new RegExp(`^${file.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}$`) }, () => ({
          contents: edits(npm, root)
            .filter((edit) => edit.file === file)
            .reduce(applyOnce, readFileSync(file, "utf8")),
          loader: "js",
        }));
    },
  };
}

function applyOnce(text, { file, from, to }) {
  if (text.split(from).length !== 2) throw new Error(`${file} doesn't have this place exactly once: ${from}`);
  return text.replace(from, () => to);
}
