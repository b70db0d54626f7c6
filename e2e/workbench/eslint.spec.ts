import { expect, test } from "../fixtures/test";
import { addFiles, openProject, region } from "./open-project";

test("the project's own ESLint marks what it finds once it is installed, follows what is typed, and says when it can't work", async ({
  page,
}) => {
  test.setTimeout(300_000);
  await openProject(page, "Empty");
  await addFiles(page, {
    "package.json": JSON.stringify({
      private: true,
      type: "module",
      scripts: { start: "node tidy.js" },
      devDependencies: { eslint: "10.15.0" },
    }),
    "eslint.config.js": 'export default [{ rules: { "no-var": "error", eqeqeq: "warn" } }];\n',
    "tidy.js": "export const tidy = 1;\n",
    "untidy.js": "var loose = 1;\nexport const same = loose == 2;\n",
  });
  await page.getByRole("treeitem", { name: "tidy.js", exact: true }).dblclick();
  await page.getByRole("button", { name: "Run", exact: true }).first().click();
  const problems = page.getByText(/^\d+ errors?, \d+ warnings?$/u);
  // Nothing was edited since: that ESLint came is reason enough to look, also into what isn't open.
  await expect(problems).toHaveText("1 error, 1 warning", { timeout: 150_000 });
  await page.keyboard.press("ControlOrMeta+Shift+M");
  const panel = region(page, "Problems");
  await expect(panel.getByRole("button", { name: /^Warning: .*===.*eqeqeq/u })).toBeVisible();
  await panel.getByRole("button", { name: /^Error: .*no-var/u }).click();
  await expect(page.getByRole("tab", { name: "untidy.js" })).toHaveAttribute("aria-selected", "true");
  await page.getByText("var loose").dblclick({ position: { x: 5, y: 5 } });
  await page.keyboard.type("const");
  await expect(problems).toHaveText("0 errors, 1 warning", { timeout: 60_000 });

  await addFiles(page, { "eslint.config.js": 'export default [{ rules: { "no-vor": "error" } }];\n' });
  await expect(panel.getByRole("button", { name: /^Error: .*no-vor/u })).toBeVisible({ timeout: 60_000 });
});
