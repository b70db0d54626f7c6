// @ts-check
import { ensureBuilt } from "../build/build.mjs";
import { requireDataFolder } from "../steps/data-folder.mjs";
import { ensureInstalled } from "../steps/install.mjs";
import { requirePort } from "../steps/port.mjs";
import { runCommand } from "../steps/refusal.mjs";
import { serve } from "../steps/serve.mjs";
import { readSettings } from "../steps/settings.mjs";

await runCommand(async () => {
  const settings = readSettings(process.env);
  const data = requireDataFolder(process.env.TABSMITH_DATA);
  await requirePort(settings.port, settings.host);
  await ensureInstalled();
  await ensureBuilt({ production: false });
  await serve("dev", settings, data);
});
