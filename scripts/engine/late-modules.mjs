import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

/** Modules that few processes need, by the names under which the program imports them: each becomes a script of its own. */
const late = {
  acorn: { entry: "acorn" },
  "cjs-module-lexer": { entry: "cjs-module-lexer" },
  "es-module-lexer": { entry: "es-module-lexer" },
  pako: { entry: "pako" },
  "@/lib/engine/shell/start": { entry: "./lib/engine/shell/start.ts", exports: ["runShell", "runBuiltin"] },
};

const nameOf = (module) => module.replace(/^@\/lib\/engine\/(\w+)\/.*$/, "$1");

/** A text that leaves the module's exports where `lateModule` of lib/engine/node looks for them. */
const script = (entry) => `
import * as all from ${JSON.stringify(entry)};
globalThis[Symbol.for("tabsmith.late")] = all;
`;

const constant = (name, value) => `export const ${name} = ${JSON.stringify(value)};`;
const forwarding = (name, file) =>
  `export function ${name}(...given) { const { ${name}: real } = lateModule(${JSON.stringify(file)}); return new.target ? Reflect.construct(real, given) : real(...given); }`;

/** In the place of the module: its constants, and functions that load it when they are first called. */
function standIn(file, exported) {
  const lines = Object.entries(exported).flatMap(([name, value]) => {
    if (name === "default") return [];
    return [typeof value === "function" ? forwarding(name, file) : constant(name, value ?? null)];
  });
  return [`import { lateModule } from "@/lib/engine/node/late-module";`, ...lines].join("\n");
}

async function exportsOf(root, { entry, exports }) {
  if (exports !== undefined) return Object.fromEntries(exports.map((name) => [name, () => undefined]));
  const resolved = import.meta.resolve(entry, pathToFileURL(join(root, "package.json")));
  const all = await import(resolved);
  // What isn't a plain value can't stand in the program's text; nobody asks for it.
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => ["function", "number", "string"].includes(typeof value)),
  );
}

/**
 * Writes the scripts by `write(name, text)`, which answers a file's name, and makes the plugin for the program's bundle.
 * `options` are esbuild's, as for the program.
 */
export async function lateModules({ root, options, write }) {
  const standIns = new Map();
  const files = {};
  for (const [module, given] of Object.entries(late)) {
    const { outputFiles } = await build({
      ...options,
      stdin: { contents: script(given.entry), resolveDir: root, loader: "ts" },
      define: { ...options.define, Buffer: "undefined" },
    });
    const text = (ending) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
    const file = write(`late-${nameOf(module)}`, { text: text(".js"), legal: text(".LEGAL.txt") });
    files[nameOf(module)] = file;
    standIns.set(module, standIn(file, await exportsOf(root, given)));
  }
  const names = [...standIns.keys()].map((name) => name.replace(/[./]/g, "\\$&"));
  return {
    files,
    plugin: {
      name: "late modules",
      setup(bundle) {
        bundle.onResolve({ filter: new RegExp(`^(?:${names.join("|")})$`) }, ({ path }) => ({
          path,
          namespace: "late",
        }));
        bundle.onLoad({ filter: /.*/, namespace: "late" }, ({ path }) => ({
          contents: standIns.get(path),
          loader: "ts",
          resolveDir: root,
        }));
      },
    },
  };
}
