import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";
import { openProject, region } from "./open-project";

test.slow();

const frameOf = (page: Page) => page.frameLocator("iframe[title='Preview of the project']");
const state = (page: Page) => page.getByRole("status", { name: "Preview state" });
const ready = { timeout: 60_000 };

async function writeFile(page: Page, path: string, text: string): Promise<void> {
  const name = path.split("/").at(-1) ?? path;
  await region(page, "Files").getByRole("button", { name: "New file" }).click();
  await page
    .getByLabel(/^New file/u)
    .last()
    .fill(path);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name, exact: true })).toHaveAttribute("aria-selected", "true");
  await page.locator(".monaco-editor .view-line").first().click();
  await page.evaluate((content) => navigator.clipboard.writeText(content), text);
  await page.keyboard.press("ControlOrMeta+V");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
}

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("a template runs when it is opened, and its page answers back, forward and the address", async ({ page }) => {
  await openProject(page, "Static page");
  await expect(state(page)).toHaveText(/Serving port/u, ready);
  await expect(frameOf(page).locator("h1").first()).toBeVisible(ready);
  await writeFile(page, "second.html", "<h1>Second page</h1>");
  const address = page.getByRole("textbox", { name: "Address" });
  await address.fill("/second.html");
  await address.press("Enter");
  await expect(frameOf(page).getByRole("heading", { name: "Second page" })).toBeVisible();
  await expect(address).toHaveValue("/second.html");
  const more = page.getByRole("button", { name: "More of the preview" });
  await more.click();
  await page.getByRole("menuitem", { name: "Back" }).click();
  await expect(address).toHaveValue("/");
  await more.click();
  await page.getByRole("menuitem", { name: "Forward" }).click();
  await expect(address).toHaveValue("/second.html");
});

test("an element that is picked waits in the message to the agent", async ({ page }) => {
  await openProject(page, "Static page");
  await expect(frameOf(page).locator("h1").first()).toBeVisible(ready);
  await page.getByRole("button", { name: "Pick element" }).click();
  await expect(page.getByText("Point at something on the page")).toBeVisible();
  await frameOf(page).locator("h1").first().click();
  await expect(region(page, "Chat").getByText("h1", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Pick element" })).toHaveAttribute("aria-pressed", "false");
});

test("a screenshot is a picture of the page as it looks", async ({ page }) => {
  await openProject(page, "Empty");
  await writeFile(
    page,
    "index.html",
    "<body style='margin:0;background:rgb(10,120,200)'><p style='color:white'>Blue</p>",
  );
  await page.getByRole("button", { name: "Run", exact: true }).first().click();
  await expect(frameOf(page).getByText("Blue")).toBeVisible(ready);
  await page.getByRole("button", { name: "Take screenshot" }).click();
  const picture = page.getByRole("img", { name: "The page as it looked" });
  await expect(picture).toBeVisible(ready);
  const pixel = await picture.evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    return [...(context?.getImageData(image.naturalWidth - 8, image.naturalHeight - 8, 1, 1).data ?? [])];
  });
  expect(pixel).toEqual([10, 120, 200, 255]);
});

test("an empty page and one that fails are told, and the stack leads to the line", async ({ page }) => {
  await openProject(page, "Empty");
  await writeFile(page, "index.html", "<!doctype html><script src='/main.js'></script>");
  await writeFile(
    page,
    "main.js",
    "const a = 1;\n\nfunction fail() {\n  throw new Error('no ' + a);\n}\n\nsetTimeout(fail, 10);\n",
  );
  await page.getByRole("button", { name: "Run", exact: true }).first().click();
  await expect(state(page)).toHaveText("The page is empty", ready);
  await page.getByRole("button", { name: "Show the console" }).click();
  const log = page.getByRole("log", { name: "Console" });
  await expect(log.getByText("no 1").first()).toBeVisible();
  await page.getByRole("tab", { name: "index.html" }).click();
  await log
    .getByRole("button", { name: /main\.js:4/u })
    .first()
    .click();
  await expect(page.getByRole("tab", { name: "main.js" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByText("Line 4, column 9")).toBeVisible();
});

test("a program that crashes shows its last lines, and a server that goes says so", async ({ page }) => {
  await openProject(page, "Empty");
  await writeFile(page, "index.js", "console.log('one last line'); process.exit(3);\n");
  await page.getByRole("button", { name: "Run", exact: true }).first().click();
  await expect(state(page)).toHaveText("node index.js ended with code 3", ready);
  await expect(region(page, "Preview").getByText("one last line")).toBeVisible();
});

test("shortcuts pressed in the page reach the workbench, unless the page takes them; it can't press others", async ({
  page,
}) => {
  await openProject(page, "Empty");
  await writeFile(
    page,
    "index.html",
    `<button id="plain">Plain</button><input id="own" aria-label="Own"><script>
      document.getElementById("own").addEventListener("keydown", (event) => {
        if (event.key.toLowerCase() === "p") { event.preventDefault(); event.target.value = "taken"; }
      });
      const say = (name) => parent.postMessage({ type: "tabsmith:shortcut", name }, "*");
      document.getElementById("plain").addEventListener("click", () => {
        say("settings");
        dispatchEvent(new KeyboardEvent("keydown", { key: "p", ctrlKey: true, metaKey: true }));
        dispatchEvent(new KeyboardEvent("keydown", { key: "p", ctrlKey: true }));
      });
      const unseen = setInterval(() => { if (!document.hasFocus()) say("palette"); }, 50);
      addEventListener("focus", () => clearInterval(unseen));
    </script>`,
  );
  await page.getByRole("button", { name: "Run", exact: true }).first().click();
  const plain = frameOf(page).getByRole("button", { name: "Plain" });
  await expect(plain).toBeVisible(ready);
  const palette = page.getByRole("dialog", { name: "Command palette" });
  const field = page.getByRole("combobox", { name: "Command palette" });
  await expect(palette).toBeHidden();

  await plain.click();
  await expect(plain).toBeFocused();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+Shift+P");
  await expect(field).toHaveValue(">");
  await expect(field).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();

  await plain.click();
  await page.keyboard.press("ControlOrMeta+P");
  await expect(field).toHaveValue("");
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();

  const own = frameOf(page).getByLabel("Own");
  await own.click();
  await expect(own).toBeFocused();
  await page.keyboard.press("ControlOrMeta+P");
  await expect(own).toHaveValue("taken");
  await expect(palette).toBeHidden();
});
