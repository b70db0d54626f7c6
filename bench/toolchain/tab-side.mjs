// @ts-check
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));

async function pageScript() {
  const { outputFiles } = await build({
    entryPoints: [`${root}bench/toolchain/tab-page.ts`],
    bundle: true,
    write: false,
    format: "iife",
    target: "chrome120",
    tsconfig: `${root}tsconfig.json`,
    logLevel: "error",
  });
  return outputFiles[0].text;
}

/**
 * The same lines in a tab of the built app.
 * @param {import("playwright").Page} page
 * @param {string} app
 * @returns {Promise<import("./native-side.mjs").Side & { show: (port: number) => Promise<string> }>}
 */
export async function tabSide(page, app) {
  await page.goto(app);
  // On a first visit the app is put aside for offline use, which isn't what is measured.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.evaluate(await pageScript());
  /** @param {keyof import("./tab-page").Tab} name @param {unknown[]} args */
  const call = (name, ...args) =>
    page.evaluate(
      ([method, given]) => Reflect.get(globalThis, "tab")[String(method)](...Array.from(given)),
      [name, args],
    );
  await call("boot", app.replace("//ide.", "//box.ide."));
  return {
    write: (files, folder) => call("write", files, folder),
    edit: (path, from, to) => call("edit", path, from, to),
    async run(line, folder) {
      const { ms, code, output } = await call("run", line, folder);
      if (code !== 0) throw new Error(`${line} ended with ${code} in the tab:\n${output}`);
      return ms;
    },
    async until(line, folder, pattern) {
      const { ms, output, number } = await call("run", line, folder, pattern);
      return { ms, output, stop: () => call("stop", number) };
    },
    show: (port) => call("urlOf", port),
  };
}
