import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Site } from "./installed";

const below = (root: string): Site => ({
  packages: join(root, "lib/python3.14/site-packages"),
  commands: join(root, "bin"),
});

/** The environment that was entered or whose pip this is; else the folder that the machine keeps for packages of the project. */
export function siteOf(executable: string, env: Readonly<Record<string, string | undefined>>): Site {
  const around = dirname(dirname(executable));
  if (existsSync(join(around, "pyvenv.cfg"))) return below(around);
  if (env["VIRTUAL_ENV"] !== undefined && env["VIRTUAL_ENV"] !== "") return below(env["VIRTUAL_ENV"]);
  return below(env["PYTHONUSERBASE"] ?? join(env["HOME"] ?? "/root", ".local"));
}
