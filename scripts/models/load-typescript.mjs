import { join } from "node:path";
import { build } from "esbuild";

/** The exports of a TypeScript module of ours, with all that it imports, for a script that runs before the app is built. */
export async function loadTypeScript(root, path) {
  const result = await build({
    entryPoints: [join(root, path)],
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    target: "es2022",
  });
  const [code] = result.outputFiles;
  return import(`data:text/javascript;base64,${Buffer.from(code.contents).toString("base64")}`);
}
