import { mkdir, readFile, writeFile } from "node:fs/promises";
import type { Page, TestInfo } from "@playwright/test";
import { strFromU8, unzipSync, zipSync } from "fflate";
import { expect, test } from "../fixtures/test";
import { addFiles, openProject, region, treeItem } from "./open-project";

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

test("several are selected without being opened, then cut, pasted, downloaded and deleted together", async ({
  page,
}) => {
  await openProject(page, "Empty");
  await addFiles(page, { "a.js": "let a = 1;", "b.js": "2", "c.js": "3", "d.js": "4", "box/in.js": "5" });
  const item = (name: string) => treeItem(page, name);
  const selected = page.getByRole("treeitem", { selected: true });
  const tabs = region(page, "Editor").getByRole("tab");
  await item("a.js").click();
  await expect(page.getByRole("tab", { name: "a.js" })).toBeVisible();
  await item("c.js").click({ modifiers: ["ControlOrMeta"] });
  await expect(selected).toHaveText(["a.js", "c.js"]);
  await item("c.js").click({ modifiers: ["ControlOrMeta"] });
  await item("a.js").click({ modifiers: ["ControlOrMeta"] });
  await item("a.js").click({ modifiers: ["ControlOrMeta"] });
  await item("c.js").click({ modifiers: ["Shift"] });
  await expect(selected).toHaveText(["a.js", "b.js", "c.js"]);
  await expect(tabs).toHaveCount(1);

  const download = async (open: () => Promise<void>) => {
    await open();
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: "Download", exact: true }).click(),
    ]);
    return { name: saved.suggestedFilename(), bytes: new Uint8Array(await readFile(await saved.path())) };
  };
  const several = await download(() => item("b.js").click({ button: "right" }));
  expect(several.name).toBe("files.zip");
  expect(Object.keys(unzipSync(several.bytes))).toEqual(["a.js", "b.js", "c.js"]);

  await page.keyboard.press("ControlOrMeta+X");
  await item("box").click();
  await page.keyboard.press("ControlOrMeta+V");
  await expect(page.getByText("3 items were moved.")).toBeVisible();
  await expect(page.getByRole("tab", { name: "a.js" })).toHaveAttribute("title", "box/a.js");
  await item("b.js").click();
  await page.keyboard.press("ControlOrMeta+C");
  await page.keyboard.press("ControlOrMeta+V");
  await expect(item("b copy.js")).toBeVisible();
  const single = await download(() => item("d.js").click({ button: "right" }));
  expect([single.name, strFromU8(single.bytes)]).toEqual(["d.js", "4"]);

  await item("box").click({ modifiers: ["ControlOrMeta"] });
  await item("c.js").click({ modifiers: ["ControlOrMeta"] });
  await page.keyboard.press("Delete");
  await expect(page.getByText("2 items were deleted.")).toBeVisible();
  await expect(page.getByRole("treeitem")).toHaveText(["README.md"]);
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(item("d.js")).toBeVisible();
  await expect(item("box")).toBeVisible();
});

/** A folder of this computer with a folder in it. */
async function folderOnDisk(info: TestInfo): Promise<string> {
  const folder = info.outputPath("shelf");
  await mkdir(`${folder}/inner`, { recursive: true });
  await writeFile(`${folder}/top.txt`, "top");
  await writeFile(`${folder}/inner/deep.txt`, "deep");
  return folder;
}

/** Lets go of files of this computer over a row of the tree, as the browser itself does it. */
async function dropFiles(page: Page, name: string, files: readonly string[]): Promise<void> {
  const box = await treeItem(page, name).boundingBox();
  const session = await page.context().newCDPSession(page);
  const [x, y] = [(box?.x ?? 0) + 40, (box?.y ?? 0) + 8];
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", {
      type,
      x,
      y,
      data: { items: [], files: [...files], dragOperationsMask: 1 },
    });
}

test("a folder of this computer comes in by a drop on a folder, and by being picked", async ({ page }, info) => {
  const shelf = await folderOnDisk(info);
  await openProject(page, "Empty");
  await addFiles(page, { "box/wrong.ts": "const wrong: number = 'text';\n", "beside.txt": "" });
  await dropFiles(page, "box", [shelf, `${shelf}/top.txt`]);
  const toast = page.getByRole("listitem").filter({ hasText: "3 files were added." });
  await treeItem(page, "box").click();
  await expect(treeItem(page, "shelf")).toHaveAttribute("title", "box/shelf");
  await toast.getByRole("button", { name: "Undo" }).click();
  await expect(treeItem(page, "shelf")).toBeHidden();

  await page.getByLabel("A folder", { exact: true }).setInputFiles(shelf);
  await treeItem(page, "shelf").click();
  await treeItem(page, "inner").click();
  await treeItem(page, "deep.txt").click();
  await expect(page.getByRole("tab", { name: "deep.txt" })).toHaveAttribute("title", "shelf/inner/deep.txt");
  await treeItem(page, "wrong.ts").click();
  await expect(treeItem(page, "wrong.ts")).toHaveAttribute("title", "box/wrong.ts · 1 problem", { timeout: 60_000 });
  await expect(treeItem(page, "box")).toHaveAttribute("title", "box · 1 problem");
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
  await expect(treeItem(page, "from-desk.txt")).toBeVisible();
  await page.locator(".monaco-editor .view-line").first().click();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type("// typed here ");
  await expect.poll(() => inFolder("index.js")).toContain("// typed here");
  await treeItem(page, "words.js").click();
  await page.keyboard.press("Delete");
  await expect.poll(() => inFolder("words.js")).toBeUndefined();
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    await (await root.getDirectoryHandle("desk")).removeEntry("from-desk.txt");
  });
  await expect(treeItem(page, "from-desk.txt")).toBeHidden();
  await page.evaluate(async () => {
    await (await navigator.storage.getDirectory()).removeEntry("desk", { recursive: true });
  });
  await expect(page.getByText(/^The project and desk aren't kept in step any more/u)).toBeVisible();
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
  await expect(page.getByRole("tab", { name: "words.js" })).toHaveAttribute("title", "box/words.js");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(item("words.js")).toBeVisible();
  await expect(item("poem.txt")).toBeVisible();
  await expect(page.getByRole("tab", { name: "words.js" })).toHaveAttribute("title", "words.js");
});
