import { zipSync } from "fflate";
import { expect, test } from "../fixtures/test";
import { openProject, region } from "./open-project";

const file = (name: string, buffer: Uint8Array) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(buffer),
});

test("files and a zip come in and go out again with one undo; what is bad is refused whole", async ({ page }) => {
  await openProject(page, "Empty");
  const input = page.getByLabel("Upload files");
  const item = (name: string) => page.getByRole("treeitem", { name, exact: true });
  await input.setInputFiles([
    file("🦊.txt", new Uint8Array([1])),
    file("p.zip", zipSync({ "in.txt": new Uint8Array([2]) })),
  ]);
  await expect(item("🦊.txt")).toBeVisible();
  await expect(item("in.txt")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(item("in.txt")).toBeHidden();
  await expect(item("🦊.txt")).toBeHidden();

  await input.setInputFiles([
    file("fine.txt", new Uint8Array([1])),
    file("e.zip", zipSync({ "../evil.txt": new Uint8Array([2]) })),
  ]);
  await expect(page.getByText(/outside of the project/u)).toBeVisible();
  await expect(item("fine.txt")).toBeHidden();
});

test("a part of a name shows the files that have it", async ({ page }) => {
  await openProject(page, "TypeScript");
  const files = region(page, "Files");
  await files.getByRole("button", { name: "Filter files" }).click();
  await files.getByRole("searchbox", { name: "Filter files" }).fill("plan");
  await files.getByRole("list", { name: "Filter files" }).getByRole("button").first().click();
  await expect(page.getByRole("tab", { name: /plan/u }).first()).toHaveAttribute("aria-selected", "true");
});

test("files are copied and pasted with the keys", async ({ page }) => {
  await openProject(page, "Node script");
  const item = page.getByRole("treeitem", { name: "words.js", exact: true });
  await item.click();
  await item.focus();
  await page.keyboard.press("ControlOrMeta+C");
  await page.keyboard.press("ControlOrMeta+V");
  await expect(page.getByRole("treeitem", { name: "words copy.js" })).toBeVisible();
});

test("an address that is no repository is refused in words", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Import a project" });
  await dialog.getByLabel("A Git repository").fill("https://github.com");
  await dialog.getByRole("button", { name: "Open the repository" }).click();
  await expect(dialog.getByRole("alert")).toContainText("That is no address of a repository");
});

test("a folder of this computer and the project are kept in step, both ways", async ({ page }) => {
  test.slow();
  await page.addInitScript(() => {
    Object.assign(globalThis, {
      showDirectoryPicker: async () => {
        const root = await navigator.storage.getDirectory();
        return root.getDirectoryHandle("desk", { create: true });
      },
    });
  });
  await openProject(page, "Node script");
  const inFolder = (name: string) =>
    page.evaluate(async (wanted) => {
      const root = await navigator.storage.getDirectory();
      const desk = await root.getDirectoryHandle("desk");
      const handle = await desk.getFileHandle(wanted).catch(() => undefined);
      return handle ? (await handle.getFile()).text() : undefined;
    }, name);
  await region(page, "Files").getByRole("button", { name: "Import" }).click();
  await page.getByRole("menuitem", { name: "Keep in step with a folder on this computer" }).click();
  await expect(page.getByText("The project and desk are kept in step.")).toBeVisible();
  await expect.poll(() => inFolder("index.js")).toContain("import");
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const desk = await root.getDirectoryHandle("desk");
    const stream = await (await desk.getFileHandle("from-desk.txt", { create: true })).createWritable();
    await stream.write("hello");
    await stream.close();
  });
  await expect(page.getByRole("treeitem", { name: "from-desk.txt" })).toBeVisible();
});

test("several files are dragged into a folder at once, and one undo takes them back", async ({ page }) => {
  await openProject(page, "Node script");
  const item = (name: string) => page.getByRole("treeitem", { name, exact: true });
  await region(page, "Files").getByRole("button", { name: "New folder" }).click();
  await page.getByRole("textbox", { name: "New folder" }).fill("box");
  await page.keyboard.press("Enter");
  await item("words.js").click();
  await item("poem.txt").click({ modifiers: ["ControlOrMeta"] });
  await item("poem.txt").dragTo(item("box"));
  await expect(page.getByText("2 items were moved.")).toBeVisible();
  await expect(item("words.js")).toBeHidden();
  await expect(page.getByRole("tab", { name: "poem.txt" })).toHaveAttribute("title", "box/poem.txt");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(item("words.js")).toBeVisible();
  await expect(item("poem.txt")).toBeVisible();
  await expect(page.getByRole("tab", { name: "poem.txt" })).toHaveAttribute("title", "poem.txt");
});
