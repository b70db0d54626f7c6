// @ts-check
import { zipSync } from "fflate";

export const fileCount = 10_000;
const encode = (text) => new TextEncoder().encode(text);

/** A text that is like source code: about 1.5 kB, with a word that every file has and one that only the last has. */
function moduleText(at) {
  const lines = Array.from({ length: 30 }, (_, line) => `  const value${line} = input * ${at + line} + offset;`);
  const rare = at === fileCount - 1 ? "\n// raretreasure" : "";
  return `export function module${at}(input: number, offset: number): number {\n${lines.join("\n")}\n  return value29;\n}${rare}\n`;
}

function longText() {
  const parts = Array.from(
    { length: 1000 },
    (_, at) =>
      `/** Part ${at}. */\nexport function part${at}(left: number, right: number): number {\n  return left + right * ${at};\n}\n`,
  );
  return parts.join("\n");
}

/**
 * 10,000 files in 100 folders, one of them with 5,000 lines, imported as a zip as anyone would.
 * @param {import("playwright").Page} page
 * @param {string} origin
 */
export async function openLargeProject(page, origin) {
  const files = {
    "package.json": encode('{ "name": "large", "type": "module" }\n'),
    "tsconfig.json": encode('{ "compilerOptions": { "strict": true, "target": "esnext" }, "include": ["long.ts"] }\n'),
    "long.ts": encode(longText()),
    "a.ts": encode("export const a = 1;\n"),
    "b.ts": encode("export const b = 2;\n"),
  };
  for (let at = Object.keys(files).length; at < fileCount; at += 1)
    files[`src/part-${at % 100}/module-${at}.ts`] = encode(moduleText(at));
  const buffer = Buffer.from(zipSync(files, { level: 1 }));
  await page.goto(origin);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByLabel("A zip").setInputFiles({ name: "large.zip", mimeType: "application/zip", buffer });
  await page.waitForURL(/\/p\//u, { timeout: 120_000 });
  await page.getByRole("treeitem", { name: "long.ts" }).waitFor({ timeout: 120_000 });
  await openFile(page, "a.ts");
  return { address: page.url() };
}

/**
 * Opens a file of the project's own folder to stay.
 * @param {import("playwright").Page} page
 * @param {string} name
 */
export async function openFile(page, name) {
  await page.getByRole("treeitem", { name, exact: true }).dblclick();
  await page.getByRole("tab", { name, exact: true, selected: true }).waitFor();
  await page.locator(".monaco-editor .view-line").first().waitFor({ timeout: 60_000 });
}
