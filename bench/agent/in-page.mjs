// @ts-check
import { createServer } from "node:http";
import { join } from "node:path";
import { build } from "esbuild";

/** The agent without a view, on a page of its own, with the browser's IndexedDB. */
export async function measureInPage(browser, root) {
  const { outputFiles } = await build({
    entryPoints: [join(root, "bench", "agent", "measure.ts")],
    bundle: true,
    write: false,
    format: "iife",
    target: "chrome120",
    tsconfig: join(root, "tsconfig.json"),
    logLevel: "error",
  });
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>bench</title>");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const page = await browser.newPage();
  try {
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.evaluate(outputFiles[0].text);
    return await page.evaluate(() => globalThis.measureAll());
  } finally {
    await page.close();
    server.close();
  }
}
