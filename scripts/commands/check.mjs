// @ts-check
import { browserless } from "../checks/checks.mjs";
import { conclude, runChecks } from "../checks/run-checks.mjs";
import { ensureInstalled } from "../steps/install.mjs";
import { runCommand } from "../steps/refusal.mjs";

await runCommand(async () => {
  await ensureInstalled();
  conclude(await runChecks(browserless));
});
