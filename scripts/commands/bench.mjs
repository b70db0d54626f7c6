// @ts-check
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "../build/build.mjs";
import { ensureInstalled } from "../steps/install.mjs";
import { root } from "../steps/paths.mjs";
import { runNode } from "../steps/processes.mjs";
import { Refusal, runCommand } from "../steps/refusal.mjs";

/** `npm run bench` runs every `bench/<name>/main.mjs`; `npm run bench engine …` runs that one and hands on what follows. */
await runCommand(async () => {
  const [name, ...args] = process.argv.slice(2);
  const known = benches();
  if (name !== undefined && !known.includes(name)) {
    throw new Refusal(`There is no bench named ${name}: ${known.length === 0 ? "none exists yet" : known.join(", ")}.`);
  }
  await ensureInstalled();
  await ensureBuilt({ production: true });
  for (const bench of name === undefined ? known : [name]) {
    const { code } = await runNode([`bench/${bench}/main.mjs`, ...args], { show: true });
    if (code !== 0) process.exitCode = 1;
  }
});

function benches() {
  const folder = join(root, "bench");
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, "main.mjs")));
}
