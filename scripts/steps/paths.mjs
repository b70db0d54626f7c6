// @ts-check
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the repository. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * The script behind a command of an installed package, to run with this very Node: `npx` would look at the network.
 * @param {string} name
 * @param {string} [command]
 */
export function binOf(name, command = name) {
  const folder = join(root, "node_modules", name);
  const { bin } = createRequire(import.meta.url)(join(folder, "package.json"));
  return join(folder, typeof bin === "string" ? bin : bin[command]);
}
