import { readFileSync } from "node:fs";
import { parseTour } from "../../lib/models/tour/parse-tour";
import { longestTask } from "../../bench/longest-task.mjs";
import { expect, test } from "../fixtures/test";
import { ask, openModelsPage } from "./open-models-page";

const tour = parseTour(readFileSync("public/tours/first-app.md", "utf8"));

test.beforeEach(({ page }) => openModelsPage(page));

test("the tour plays its script through the loop's model layer, whatever is typed", async ({ page }) => {
  const { played, isolated } = await ask(page, "tour", "Write me a game of chess, please.", [], tour.steps.length + 1);
  expect(isolated).toBe(true);
  expect(played.slice(0, -1).map(({ calls }) => calls)).toEqual(tour.steps.map(({ calls }) => calls));
  expect(played.slice(0, -1).map(({ text }) => text.trim())).toEqual(tour.steps.map(({ say }) => say));
  expect(played.at(-1)?.text).toBe(tour.over);
});

test("a refused call is spoken of, and then asked again", async ({ page }) => {
  const { played } = await ask(page, "tour", "Hi.", ["done", "refused"], 4);
  expect(played[2]?.text).toBe(tour.steps[1]?.refused);
  expect(played[3]?.calls).toEqual(tour.steps[1]?.calls);
});

test("from the click to the first call nothing is waited for, cold", async ({ page }) => {
  const { firstCall } = await ask(page, "tour", "Hi.", [], 1);
  test.info().annotations.push({ type: "first call", description: `${Math.round(firstCall ?? 0)} ms` });
  // `npm run bench models` holds it to 5 s, which a slow machine doesn't reach beside other work.
  expect(firstCall).toBeLessThan(30_000);
});

test("the page stays awake while the tour loads and speaks", async ({ page, browser }) => {
  const longest = await longestTask(browser, page, () => ask(page, "tour", "Hi.", [], 3));
  test.info().annotations.push({ type: "longest task", description: `${Math.round(longest)} ms` });
  expect(longest).toBeLessThan(100);
});
