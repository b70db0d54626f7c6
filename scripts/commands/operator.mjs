// @ts-check
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "../steps/paths.mjs";
import { Refusal, runCommand } from "../steps/refusal.mjs";

/** `npm run operator -- <command> …`: looks after what a server keeps, whether it runs or not. `docs/operations.md` lists the commands. */
await runCommand(async () => {
  const outfile = join(root, ".cache", "operator", "operator.mjs");
  mkdirSync(join(root, ".cache", "operator"), { recursive: true });
  await build({
    entryPoints: [join(root, "lib", "server", "operator", "main.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    tsconfig: join(root, "tsconfig.json"),
    outfile,
    logLevel: "warning",
  });
  const { operate } = await import(pathToFileURL(outfile).href);
  try {
    console.log(await operate(process.argv.slice(2)));
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error));
  }
});
