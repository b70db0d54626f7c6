import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../fixtures/model-server";
import { answer, call, openKnownChat, say, send } from "../agent/open-chat";
import { addFiles, openProject, region, runCommand } from "./open-project";

test.slow();
test.use({ actionTimeout: 30_000 });

const patient = { timeout: 60_000 };

async function openShell(page: Page): Promise<Locator> {
  await openProject(page, "Empty");
  await runCommand(page, "New terminal");
  const terminal = region(page, "Terminal");
  await expect(terminal.getByText("$", { exact: false }).first()).toBeAttached(patient);
  await expect(terminal.locator(".xterm-helper-textarea")).toBeFocused();
  return terminal;
}

const focusShell = (terminal: Locator): Promise<void> => terminal.locator(".xterm-helper-textarea").first().focus();

/** A line of a terminal as it is drawn. */
const line = (terminal: Locator, text: string | RegExp): Locator =>
  terminal.locator(".xterm-rows > div").filter({ hasText: text }).last();

/** Presses a word where it stands in the terminal. */
async function press(page: Page, terminal: Locator, word: string): Promise<void> {
  const row = line(terminal, word);
  await expect(row).toBeVisible(patient);
  const at = await row.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const letters: [Text, number][] = [];
    let text = "";
    for (let node = walker.nextNode(); node instanceof Text; node = walker.nextNode()) {
      for (let index = 0; index < node.data.length; index++) letters.push([node, index]);
      text += node.data;
    }
    const [node, index] = letters[text.lastIndexOf(wanted) + 1] ?? [];
    if (!node || index === undefined) return undefined;
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + 1);
    const { x, y, width, height } = range.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  }, word);
  if (!at) throw new Error(`${word} isn't drawn`);
  await page.mouse.move(at.x - 2, at.y);
  await page.mouse.move(at.x, at.y);
  await expect(terminal.locator(".xterm-cursor-pointer")).toHaveCount(1);
  await page.mouse.click(at.x, at.y);
}

test("what a terminal printed is there after a reload, under the name that it was given", async ({ page }) => {
  const terminal = await openShell(page);
  await page.keyboard.type("echo kept-$((40+2))\n");
  await expect(terminal.getByText("kept-42").first()).toBeAttached();
  await terminal.getByRole("tab").first().dblclick();
  await terminal.getByRole("textbox", { name: "Name of the terminal" }).fill("mine");
  await page.keyboard.press("Enter");
  await expect(terminal.getByRole("tab", { name: "mine" })).toBeFocused();
  await page.waitForTimeout(1500);
  await page.reload();
  await expect(terminal.getByRole("tab", { name: "mine" })).toBeVisible();
  await expect(terminal.getByText("kept-42").first()).toBeAttached();
  await terminal.getByRole("button", { name: "Run again" }).click();
  await expect(terminal.getByText("running").first()).toBeAttached({ timeout: 60_000 });
});

test("text is found and cleared away, and what the output names leads to the line and to the preview", async ({
  page,
}) => {
  const terminal = await openShell(page);
  await addFiles(page, {
    "src/deep.js": "one\ntwo\n  three\n",
    "server.js": `require("node:http").createServer((request, response) => {
      response.setHeader("content-type", "text/html");
      response.end("<h1>This is " + request.url + "</h1>");
    }).listen(4100, () => console.log("See http://localhost:4100/about now"));`,
  });
  await focusShell(terminal);
  await page.keyboard.type("echo see src/deep.js:3:5 and none.js:1\n");
  await press(page, terminal, "deep.js:3:5");
  await expect(page.getByRole("tab", { name: "deep.js" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByText("Line 3, column 5")).toBeVisible();

  await focusShell(terminal);
  await page.keyboard.press("Control+F");
  await terminal.getByRole("searchbox", { name: "Find in the terminal" }).fill("none.js");
  await expect(terminal.getByText("1 of 2")).toBeVisible();
  await terminal.getByRole("button", { name: "Next match" }).click();
  await expect(terminal.getByText("2 of 2")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.keyboard.type("node server.js\n");
  await press(page, terminal, "localhost:4100");
  await expect(page.getByRole("textbox", { name: "Address" })).toHaveValue("/about");
  const frame = page.frameLocator("iframe[title='Preview of the project']");
  await expect(frame.getByRole("heading", { name: "This is /about" })).toBeVisible(patient);

  await focusShell(terminal);
  await page.keyboard.press("Control+C");
  await expect(page.getByRole("status", { name: "Preview state" })).toHaveText(/4100/u);
  await page.keyboard.type("echo after-$((1+1))\n");
  await expect(line(terminal, /^after-2/u)).toBeVisible();
  await terminal.getByRole("button", { name: "More of the terminal" }).click();
  await page.getByRole("menuitem", { name: "Clear" }).click();
  await expect(line(terminal, "see src/deep.js")).toHaveCount(0);
  await expect(terminal.locator(".xterm-helper-textarea")).toBeFocused();
  await page.keyboard.type("echo anew-$((1+2))\n");
  await expect(line(terminal, /^anew-3/u)).toBeVisible();
});

test("tasks and shells run beside each other, each marked while it runs, and one is ended and run again", async ({
  page,
}) => {
  await openProject(page, "Empty");
  await addFiles(page, {
    "package.json": JSON.stringify({ scripts: { hello: "echo hello-from-a-task", wait: "node wait.js" } }),
    "wait.js": "console.log('waiting'); setInterval(() => {}, 1000);",
  });
  await page.keyboard.press("ControlOrMeta+`");
  const terminal = region(page, "Terminal");
  const runTask = async (name: string) => {
    await terminal.getByRole("button", { name: "Tasks" }).click();
    await page.getByRole("menuitem", { name, exact: true }).click();
  };
  await runTask("hello");
  await expect(line(terminal, /^hello-from-a-task/u)).toBeVisible(patient);
  await expect(terminal.getByText("Ended with code 0")).toBeVisible(patient);
  await expect(terminal.getByRole("tab", { name: /running/u })).toHaveCount(0);

  await runTask("wait");
  await expect(line(terminal, /^waiting/u)).toBeVisible(patient);
  await expect(terminal.getByRole("tab", { name: "running wait" })).toHaveAttribute("aria-selected", "true");
  await terminal.getByRole("button", { name: "Split the terminal" }).click();
  await expect(terminal.getByRole("tabpanel")).toHaveCount(2);
  await expect(terminal.getByRole("tab")).toHaveCount(3);
  const more = terminal.getByRole("button", { name: "More of the terminal" });
  await more.click();
  await page.getByRole("menuitem", { name: "End the program" }).click();
  await expect(terminal.getByText(/Ended with code \d+/u)).toBeVisible();
  await expect(terminal.getByRole("tab", { name: "running wait" })).toHaveCount(0);
  await terminal.getByRole("button", { name: "Run again" }).click();
  await expect(terminal.getByRole("tab", { name: "running wait" })).toBeVisible(patient);

  await terminal.getByRole("tab", { name: "hello" }).click();
  await page.keyboard.press("Delete");
  await expect(terminal.getByRole("tab")).toHaveCount(2);
});

test("a command of the agent is seen in a terminal of its own as it runs", async ({ page, server }) => {
  await openKnownChat(page, server);
  server.script(
    answer(call("Bash", { command: "echo seen-$((6*7)); sleep 2; echo done-$((7*7))" })),
    answer(say("That was it.")),
  );
  await send(page, "Count");
  const terminal = region(page, "Terminal");
  await page.keyboard.press("ControlOrMeta+`");
  const tab = terminal.getByRole("tab", { name: /agent: echo seen/u });
  await expect(tab).toBeVisible(patient);
  await tab.click();
  await expect(line(terminal, /^seen-42/u)).toBeVisible(patient);
  await expect(line(terminal, /^done-49/u)).toBeVisible(patient);
  await expect(terminal.getByText("Ended with code 0")).toBeVisible();
});
