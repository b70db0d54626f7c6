import type { Page } from "@playwright/test";
import { sandboxOrigin } from "../fixtures/origins";
import { expect, test } from "../fixtures/test";
import { bundlePage } from "./bundle-page";
import type { ContractPage } from "./contract-page";

type Scope = { contractPage: ContractPage };

async function boot(page: Page): Promise<void> {
  await page.goto("/");
  await page.evaluate(await bundlePage("e2e/engine/contract-page.ts"));
  await page.evaluate((origin) => (globalThis as unknown as Scope).contractPage.boot("engine", origin), sandboxOrigin);
}

/** A module that is large only by what it says of itself, compiled in each way there is; one that is none; and what a program sees of all that. */
const program = `
const { types } = require("node:util");
const leb = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...leb(n >>> 7)]);
const said = Buffer.alloc(1200000, Number(process.argv[2]));
const code = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 7, 5, 1, 1, 97, 0, 0, 10, 6, 1, 4, 0, 65, 42, 11];
const bytes = Buffer.concat([Buffer.from([...code, 0, ...leb(said.length + 2), 1, 120]), said]);
const broken = Buffer.concat([Buffer.from([0, 97, 115, 109, 9, 9, 9, 9]), said]);
const value = (module) => new WebAssembly.Instance(module).exports.a();
const failure = (run) => { try { run(); } catch (error) { return error.name; } };
(async () => {
  const module = new WebAssembly.Module(bytes);
  class Mine extends WebAssembly.Module {}
  console.log(JSON.stringify({
    values: [
      value(module),
      value(new WebAssembly.Module(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))),
      value(new Mine(bytes)),
      value(await WebAssembly.compile(bytes)),
      (await WebAssembly.instantiate(bytes)).instance.exports.a(),
      (await WebAssembly.instantiate(module)).exports.a(),
    ],
    failures: [failure(() => new WebAssembly.Module(broken)), failure(() => WebAssembly.Module(bytes)), await WebAssembly.compile(broken).catch((error) => error.name)],
    looks: [module instanceof WebAssembly.Module, module.constructor === WebAssembly.Module, new Mine(bytes) instanceof Mine, types.isProxy(WebAssembly.Module), WebAssembly.compile.name, Object.keys(WebAssembly).length],
  }));
})();
`;
const seen = {
  values: [42, 42, 42, 42, 42, 42],
  failures: ["CompileError", "TypeError", "CompileError"],
  looks: [true, true, true, false, "compile", 6],
};

test("a large module is compiled by the page, which keeps it for the next tab", async ({ page }) => {
  const run = async (filler: number) => {
    const { code, output } = await page.evaluate(
      async ([text, argument]) => {
        const { contractPage } = globalThis as unknown as Scope;
        await contractPage.write("large.cjs", text);
        return contractPage.spawn("node", ["large.cjs", argument]);
      },
      [program, String(filler)] as const,
    );
    expect(code, output).toBe(0);
    return JSON.parse(output) as unknown;
  };
  const kept = async (): Promise<readonly string[]> => {
    const engine = page.frames().find((frame) => new URL(frame.url()).pathname === "/headless");
    return (
      (await engine?.evaluate(async () => {
        const cache = await caches.open("tabsmith-compiled");
        return (await cache.keys()).map(({ url }) => new URL(url).pathname);
      })) ?? []
    );
  };
  await boot(page);
  expect(await run(1)).toEqual(seen);
  const first = await kept();
  expect(first).toHaveLength(1);
  expect(first[0]).toMatch(/^\/__tabsmith\/compiled\/[\da-z]+-[\da-f]{16}\.wasm$/u);
  await boot(page);
  expect(await run(1)).toEqual(seen);
  expect(await kept()).toEqual(first);

  // The oldest makes room.
  for (const filler of [2, 3, 4, 5, 6, 7]) expect(await run(filler)).toEqual(seen);
  const last = await kept();
  expect(last).toHaveLength(6);
  expect(last).not.toContain(first[0]);
});
