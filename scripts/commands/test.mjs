// @ts-check
import { ensureBuilt } from "../build/build.mjs";
import { browserless, inBrowser } from "../checks/checks.mjs";
import { conclude, runChecks } from "../checks/run-checks.mjs";
import { requireBrowser } from "../steps/browser.mjs";
import { ensureInstalled } from "../steps/install.mjs";
import { runCommand } from "../steps/refusal.mjs";

await runCommand(async () => {
  await ensureInstalled();
  process.env.PLAYWRIGHT_CHROMIUM = await requireBrowser();
  await ensureBuilt({ production: true });
  const first = await runChecks(browserless);
  const second = await runChecks([inBrowser]);
  conclude({ passed: first.passed + second.passed, failed: first.failed + second.failed });
});
