import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "../..");

/** A script of the suite's own as text that a page evaluates. */
export async function bundlePage(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    write: false,
    format: "iife",
    target: "chrome120",
    tsconfig: join(root, "tsconfig.json"),
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}
