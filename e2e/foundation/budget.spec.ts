import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "../fixtures/test";

interface RouteStats {
  readonly route: string;
  readonly firstLoadChunkPaths: readonly string[];
}

/** Kilobytes of compressed JavaScript that a route may load before its lazy parts. */
const budgets: Readonly<Record<string, number>> = { "/": 160, "/p/[id]": 220 };

const stats = JSON.parse(readFileSync(".next/diagnostics/route-bundle-stats.json", "utf8")) as readonly RouteStats[];

test("the build has measured every route that has a budget", () => {
  expect(stats.map(({ route }) => route)).toEqual(expect.arrayContaining(Object.keys(budgets)));
});

for (const { route, firstLoadChunkPaths } of stats) {
  const budget = budgets[route];
  if (budget === undefined) continue;
  test(`first load of ${route} stays within ${budget} kB`, () => {
    const bytes = firstLoadChunkPaths.map((path) => gzipSync(readFileSync(join(process.cwd(), path))).length);
    const kilobytes = bytes.reduce((sum, size) => sum + size, 0) / 1000;
    test.info().annotations.push({ type: "first load", description: `${kilobytes.toFixed(1)} kB gz` });
    expect(kilobytes).toBeGreaterThan(50);
    expect(kilobytes).toBeLessThanOrEqual(budget);
  });
}

test("the landing page really loads no more script than its budget", async ({ page }) => {
  await page.goto("/", { waitUntil: "networkidle" });
  const kilobytes = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter((entry): entry is PerformanceResourceTiming => entry instanceof PerformanceResourceTiming)
      .filter(({ name }) => name.endsWith(".js"))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize / 1000, 0),
  );
  expect(kilobytes).toBeGreaterThan(50);
  expect(kilobytes).toBeLessThanOrEqual(160);
});
