import type { Page } from "@playwright/test";
import { contract } from "../../lib/sandbox/contract";
import { sandboxOrigin } from "../fixtures/origins";
import { expect, test } from "../fixtures/test";
import { bundlePage } from "./bundle-page";
import type { ContractPage } from "./contract-page";

type Scope = { contractPage: ContractPage };

for (const driver of ["engine", "webcontainer"] as const) {
  test.describe(`the ${driver} driver`, () => {
    test.describe.configure({ mode: "default" });
    let page: Page;

    test.beforeAll(async ({ browser, baseURL }) => {
      page = await browser.newPage(baseURL === undefined ? {} : { baseURL });
      await page.goto("/");
      await page.evaluate(await bundlePage("e2e/engine/contract-page.ts"));
      const cwd = await page.evaluate(
        ([name, origin]) => (globalThis as unknown as Scope).contractPage.boot(name, origin),
        [driver, sandboxOrigin] as const,
      );
      expect(cwd).toMatch(/^\/home\//u);
    });

    test.afterAll(async () => {
      await page.close();
    });

    for (const { title } of contract) {
      test(title, async () => {
        const excuse = await page.evaluate((name) => (globalThis as unknown as Scope).contractPage.run(name), title);
        test.skip(excuse !== "", excuse);
      });
    }
  });
}
