// @ts-check
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { startServer } from "../server/start-server.mjs";

const rounds = 12;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** The scripted server of the providers' wire formats is TypeScript: bundled for Node as it is asked for. */
async function startModel(root, folder) {
  const outfile = join(folder, "model-server.mjs");
  await build({
    entryPoints: [join(root, "lib/agent/testing/model-servers/server.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile,
    logLevel: "error",
  });
  const { startModelServer } = await import(pathToFileURL(outfile).href);
  return startModelServer();
}

/** Runs in the page before anything else: a known model, and the moments at which a marked text came in. */
function prepare(url) {
  if (!location.hostname.startsWith("ide.")) return;
  const entry = { id: "scripted", name: "Scripted", family: "own", context: 1_000_000, vision: false, verified: true };
  const source = { type: "server", baseUrl: url, model: "scripted" };
  localStorage.setItem("tabsmith.tour", "true");
  localStorage.setItem("tabsmith.models", JSON.stringify([{ ...entry, source, calls: "native" }]));
  localStorage.setItem("tabsmith.model-settings", JSON.stringify({ choices: { main: "scripted" }, servers: [] }));
  const arrived = {};
  const painted = {};
  Object.assign(globalThis, { arrived, painted });
  const ask = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const response = await ask(input, init);
    const address = typeof input === "string" ? input : (input.url ?? input.href);
    if (!address.startsWith(url) || !response.body) return response;
    const decoder = new TextDecoder();
    const watched = response.body.pipeThrough(
      new TransformStream({
        transform(chunk, controller) {
          const [mark] = /MARK\d+/u.exec(decoder.decode(chunk, { stream: true })) ?? [];
          if (mark) arrived[mark] ??= performance.now();
          controller.enqueue(chunk);
        },
      }),
    );
    return new Response(watched, { status: response.status, headers: response.headers });
  };
  const look = () => {
    const text = document.querySelector("[role=log]")?.lastElementChild?.textContent ?? "";
    for (const mark of text.match(/MARK\d+/gu) ?? []) {
      if (mark in painted) continue;
      painted[mark] = 0;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener("message", () => (painted[mark] = performance.now()));
        port1.start();
        port2.postMessage(0);
      });
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}

async function measureFirstToken(page, server) {
  const waits = [];
  for (let round = 0; round < rounds; round += 1) {
    const mark = `MARK${round}`;
    server.script({ type: "answer", said: [{ type: "text", text: `${mark} ` }] });
    const box = page.getByRole("textbox", { name: "Message", exact: true });
    await box.fill(`Question ${round}`);
    await box.press("Enter");
    await page.waitForFunction((name) => globalThis.painted[name] > 0, mark);
    waits.push(await page.evaluate((name) => globalThis.painted[name] - globalThis.arrived[name], mark));
    await page.getByRole("button", { name: "Stop", exact: true }).waitFor({ state: "detached" });
  }
  return {
    name: "first token's arrival to the frame that shows it, in the app",
    value: median(waits),
    unit: "ms",
    most: 30,
  };
}

/** A session as `/export` writes it, of so many events. */
function longSession(events) {
  const frame = { session: "x", agent: "main", at: 1, v: 1 };
  const lines = [{ format: "tabsmith-session", version: 1, title: "A long one" }];
  const add = (type, data) => {
    lines.push({ ...frame, seq: lines.length, id: `e${lines.length}`, type, data });
  };
  for (let turn = 0; lines.length <= events; turn += 1) {
    const step = `s${turn}`;
    add("message-added", { id: `m${turn}`, text: `Go on with part ${turn}`, origin: "user" });
    add("step-started", { step, model: "m" });
    add("text-ended", { step, id: "t", text: "I look at the file, then change it **as said**:\n\n- one\n- two\n" });
    add("tool-called", { step, call: `c${turn}`, name: "Read", title: "src/a.ts", input: { file_path: "src/a.ts" } });
    add("tool-ended", { call: `c${turn}`, end: "done", output: [{ type: "text", text: "line\n".repeat(100) }] });
    add("step-ended", { step, end: "tool-calls", model: "m" });
  }
  return lines.map((line) => JSON.stringify(line)).join("\n");
}

/** From the click on a session in the list to the frame that shows its end. */
async function measureOpening(page) {
  const file = { name: "long.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(longSession(5000)) };
  await page.getByRole("button", { name: "Sessions", exact: true }).last().click();
  await page.getByLabel("Import a session").setInputFiles(file);
  await page.getByRole("log", { name: "Conversation" }).getByText("Go on with part 833").waitFor();
  const times = [];
  for (let round = 0; round < 5; round += 1) {
    await page.getByRole("button", { name: "New session" }).click();
    await page.getByText("What shall we build?").waitFor();
    await page.getByRole("button", { name: "Sessions", exact: true }).last().click();
    const entry = page
      .getByRole("dialog")
      .getByRole("button", { name: /^A long one/u })
      .first();
    await entry.waitFor();
    times.push(
      await entry.evaluate(async (button) => {
        const start = performance.now();
        button.click();
        const shown = () => document.querySelector("[role=log]")?.textContent?.includes("Go on with part 833");
        while (!shown()) await new Promise((resolve) => requestAnimationFrame(resolve));
        await new Promise((resolve) => setTimeout(resolve));
        return performance.now() - start;
      }),
    );
  }
  return {
    name: "click on a session of 5,000 events to the frame that shows its end",
    value: median(times),
    unit: "ms",
    most: 500,
  };
}

/** The longest frame while someone scrolls through those 5,000 events, the middle one of three goes. */
async function measureScrolling(page) {
  const longest = [];
  for (let round = 0; round < 3; round += 1)
    longest.push(
      await page.getByRole("log", { name: "Conversation" }).evaluate(async (log) => {
        let last = performance.now();
        const gaps = [];
        for (let frame = 0; frame < 120; frame += 1) {
          log.scrollTop = log.scrollHeight * (1 - frame / 120);
          await new Promise((resolve) => requestAnimationFrame(resolve));
          gaps.push(performance.now() - last);
          last = performance.now();
        }
        return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length * 0.95)];
      }),
    );
  return {
    name: "a frame while scrolling 5,000 events, the slowest twentieth",
    value: median(longest),
    unit: "ms",
    most: 50,
  };
}

/** The production build as a person sees it, with a model server that speaks a provider's wire format over HTTP. */
export async function measureInApp(browser, root) {
  const folder = mkdtempSync(join(tmpdir(), "tabsmith-bench-"));
  const server = await startModel(root, folder);
  const app = await startServer(root, join(folder, "data"));
  try {
    await app.ready();
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(prepare, server.url);
    await page.goto(app.origin);
    await page.getByRole("button", { name: /new project from empty/iu }).click();
    await page.getByRole("textbox", { name: "Message", exact: true }).waitFor();
    return [await measureFirstToken(page, server), await measureOpening(page), await measureScrolling(page)];
  } finally {
    app.kill();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
