import type { Page } from "@playwright/test";
import { build } from "esbuild";
import { answer, asked, openKnownChat, say, send } from "../agent/open-chat";
import { expect, test } from "../fixtures/model-server";
import { addFiles, openProject, region } from "./open-project";

test.slow();
test.use({ actionTimeout: 30_000 });

const frameOf = (page: Page) => page.frameLocator("iframe[title='Preview of the project']");
const state = (page: Page) => page.getByRole("status", { name: "Preview state" });
const ready = { timeout: 60_000 };

async function writeFile(page: Page, path: string, text: string): Promise<void> {
  const name = path.split("/").at(-1) ?? path;
  await region(page, "Files").getByRole("button", { name: "New file" }).click();
  await page.getByRole("textbox", { name: /^New file/u }).fill(path);
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

  // The engine's own caches lie at the same origin as the page's: what works without a network must go on doing so.
  const engine = page.frames().find((frame) => frame.url().includes("/headless"));
  await engine?.evaluate(() => caches.open("tabsmith-engine"));
  await frameOf(page)
    .locator("body")
    .evaluate(() => caches.open("of-the-page"));
  const cachesLeft = () => engine?.evaluate(() => caches.keys());
  expect(await cachesLeft()).toEqual(expect.arrayContaining(["of-the-page", "tabsmith-engine"]));
  await more.click();
  await page.getByRole("menuitem", { name: "Reload without caches" }).click();
  await expect.poll(cachesLeft).not.toContain("of-the-page");
  expect(await cachesLeft()).toContain("tabsmith-engine");
  await expect(frameOf(page).getByRole("heading", { name: "Second page" })).toBeVisible();
});

test("of two servers either is shown, in the size of a device, and what fails leads to its line; a closed port says so", async ({
  page,
  context,
}) => {
  await openProject(page, "Empty");
  await addFiles(page, {
    "index.js": `const { createServer } = require("node:http");
const { existsSync, writeFileSync } = require("node:fs");
const page = (name) => "<title>" + name + "</title><h1>" + name + "</h1><script src=/main.js></script>";
const serve = (port, name) => createServer((request, response) => {
  if (request.url === "/close") return response.end(), setTimeout(() => { first.close(); first.closeAllConnections(); }, 100);
  if (request.url === "/end" && !existsSync("ended")) return writeFileSync("ended", ""), response.end(), servers.forEach((server) => { server.close(); server.closeAllConnections(); });
  if (request.url === "/crash") throw new Error("fell over");
  if (request.url === "/hang") return;
  if (request.url === "/main.js") return response.end(require("node:fs").readFileSync("main.js"));
  if (request.url !== "/") response.statusCode = 404;
  response.setHeader("content-type", "text/html");
  response.end(request.url === "/" ? page(name) : "none");
}).listen(port);
const servers = [];
let first;
setTimeout(() => { servers.push(first = serve(4100, "First")); }, 1500);
setTimeout(() => { servers.push(serve(4200, "Second")); }, 1800);
setInterval(() => undefined, 1000);
`,
    "main.js": 'fetch("/missing.json");\nconsole.error("told on purpose");\n',
  });
  await expect(state(page)).toHaveText("Nothing is running");
  await page.getByRole("button", { name: "Run", exact: true }).first().click();
  await expect(state(page)).toHaveText("node index.js is starting", ready);
  await expect(frameOf(page).getByRole("heading", { name: "First" })).toBeVisible(ready);
  await page.getByRole("button", { name: "Port 4100" }).click();
  await page.getByRole("menuitem", { name: "4200" }).click();
  await expect(frameOf(page).getByRole("heading", { name: "Second" })).toBeVisible();
  await expect(state(page)).toHaveText("Serving port 4200");

  const frame = page.locator("iframe[title='Preview of the project']");
  const choose = async (name: string) => {
    await page.getByRole("button", { name: "Size", exact: true }).click();
    await page.getByRole("menuitem", { name, exact: true }).click();
  };
  const box = async () => {
    const found = await frame.boundingBox();
    return found && [Math.round(found.width), Math.round(found.height)];
  };
  const inner = () =>
    frameOf(page)
      .locator("html")
      .evaluate(() => [innerWidth, innerHeight]);
  await choose("Phone");
  await expect.poll(box).toEqual([390, 844]);
  await choose("Rotate");
  await expect.poll(box).toEqual([844, 390]);
  await choose("Zoom 50 %");
  await expect.poll(box).toEqual([422, 195]);
  expect(await inner()).toEqual([844, 390]);
  await choose("Fit");
  const [width = 0] = (await box()) ?? [];
  await expect.poll(async () => (await inner())[0]).toBe(width * 2);

  await page.getByRole("button", { name: "More of the preview" }).click();
  const [opened] = await Promise.all([
    context.waitForEvent("page"),
    page.getByRole("menuitem", { name: "Open in a new tab" }).click(),
  ]);
  await expect(opened.getByRole("heading", { name: "Second" })).toBeVisible(ready);
  await opened.close();

  await page.getByRole("button", { name: /^Console/u }).click();
  const log = page.getByRole("log", { name: "Console" });
  await expect(log.getByText(/404 .*missing\.json \(fetch\)/u).first()).toBeVisible();
  const told = log.getByRole("listitem").filter({ hasText: "told on purpose" }).first();
  await told.getByRole("button", { name: /main\.js:2/u }).click();
  await expect(page.getByRole("tab", { name: "main.js" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByText("Line 2, column 9")).toBeVisible();
  await page.getByRole("button", { name: "Clear the console" }).click();
  await expect(log.getByText("The page has written nothing.")).toBeVisible();

  const address = page.getByRole("textbox", { name: "Address" });
  const go = async (path: string) => {
    await address.fill(path);
    await address.press("Enter");
  };
  await go("/hang");
  await expect(state(page)).toHaveText("Waiting for the page on port 4200");
  await go("/");
  await expect(state(page)).toHaveText("Serving port 4200");
  await go("/close");
  await expect(page.getByRole("button", { name: "Port 4200" })).toBeHidden();
  await go("/end");
  await expect(state(page)).toHaveText("Port 4200 was closed");
  await region(page, "Preview").getByRole("button", { name: "Run again" }).click();
  await expect(state(page)).toHaveText(/^Serving port 4/u, ready);
  await go("/crash");
  await expect(state(page)).toHaveText("node index.js ended with code 1", ready);
  await expect(region(page, "Preview").getByText("Error: fell over")).toBeVisible();
  await region(page, "Preview").getByRole("button", { name: "Run again" }).click();
  await expect(state(page)).toHaveText(/Serving port 4/u, ready);
});

test("a picked element goes to the agent with its selector, its text and the file of its component", async ({
  page,
  server,
}) => {
  const bundle = await bundleReact();
  await openKnownChat(page, server);
  await addFiles(page, {
    "index.html": "<!doctype html><div id=root></div><script src=bundle.js></script>",
    "bundle.js": bundle,
    "src/greeting.jsx": greeting,
  });
  await page.getByRole("button", { name: "Run", exact: true }).first().click();
  await expect(frameOf(page).getByText("Good day")).toBeVisible(ready);
  const pick = page.getByRole("button", { name: "Pick element" });
  await pick.click();
  await expect(page.getByText("Point at something on the page")).toBeVisible();
  await frameOf(page).getByText("Good day").click();
  await expect(pick).toHaveAttribute("aria-pressed", "false");
  await expect(region(page, "Chat").getByText("p.greeting", { exact: true })).toBeVisible();
  server.script(answer(say("I see it.")));
  await send(page, "Make it blue");
  await expect(region(page, "Chat").getByText("I see it.")).toBeVisible(ready);
  expect(asked(server)).toContain("Made by Greeting in src/greeting.jsx:3");
  expect(asked(server)).toContain("Good day");
});

const greeting = `export function Greeting({ name }) {
  return (
    <p className="greeting">Good day, {name}</p>
  );
}
`;

/** A development build of React and one component, with its map, as a bundler leaves it. */
async function bundleReact(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { createRoot } from "react-dom/client";
        import { Greeting } from "src/greeting.jsx";
        createRoot(document.getElementById("root")).render(<Greeting name="Ada" />);`,
      loader: "jsx",
      resolveDir: process.cwd(),
    },
    bundle: true,
    write: false,
    outfile: "bundle.js",
    sourcemap: "inline",
    sourcesContent: false,
    minifyWhitespace: true,
    jsx: "automatic",
    jsxDev: true,
    define: { "process.env.NODE_ENV": '"development"' },
    plugins: [
      {
        name: "the one component",
        setup(bundler) {
          bundler.onResolve({ filter: /^src\/greeting/ }, () => ({
            path: `${process.cwd()}/src/greeting.jsx`,
            namespace: "file",
          }));
          bundler.onLoad({ filter: /src\/greeting\.jsx$/ }, () => ({
            contents: greeting,
            loader: "jsx",
            resolveDir: process.cwd(),
          }));
        },
      },
    ],
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

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

  // A page that can be dark is dark in a dark app, and can be read: nothing white is behind its light letters.
  await page.emulateMedia({ colorScheme: "dark" });
  const frame = page.locator("iframe[title='Preview of the project']");
  await expect(frame).toHaveCSS("background-color", "rgb(18, 18, 18)");
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
