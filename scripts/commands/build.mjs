// @ts-check
import { ensureBuilt } from "../build/build.mjs";
import { ensureInstalled } from "../steps/install.mjs";
import { runCommand } from "../steps/refusal.mjs";

await runCommand(async () => {
  await ensureInstalled();
  await ensureBuilt({ production: true });
});
