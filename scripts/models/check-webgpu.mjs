import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright";
import { findWindowed } from "../steps/browser.mjs";

/** A small one: the check is whether it works, not whether it is good. */
const model = process.argv[2] ?? "Qwen2.5-Coder-0.5B-Instruct-q4f16_1-MLC";
const root = fileURLToPath(new URL("../..", import.meta.url));

async function bundle(entry) {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: root, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    external: ["module", "url"],
    target: "chrome120",
    logLevel: "error",
  });
  return outputFiles[0].text;
}

const files = {
  "/": ["text/html", '<script type="module" src="/page.js"></script>'],
  "/worker.js": ["text/javascript", await bundle('import "./lib/models/engines/web-llm-worker";')],
  "/page.js": [
    "text/javascript",
    await bundle(`
      import { openWebLlm } from "./lib/models/engines/web-llm-engine";
      import { createLanguageModel } from "./lib/models/language-model";
      import { detectMachine } from "./lib/models/machine/detect-machine";
      Object.assign(globalThis, { openWebLlm, createLanguageModel, detectMachine });
    `),
  ],
};

const server = createServer((request, response) => {
  const [type, body] = files[request.url ?? ""] ?? [];
  if (body === undefined) response.writeHead(404).end();
  else response.writeHead(200, { "content-type": type }).end(body);
});
await new Promise((resolve) => {
  server.listen(0, "127.0.0.1", resolve);
});

const browser = await chromium.launch({
  headless: process.env.HEADED === undefined,
  executablePath: findWindowed(process.env.PLAYWRIGHT_CHROMIUM),
  chromiumSandbox: process.getuid?.() !== 0,
  args: ["--enable-unsafe-webgpu", "--enable-features=Vulkan"],
});
try {
  const page = await browser.newPage();
  await page.exposeFunction("tell", (text) => {
    console.log(text);
  });
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForFunction(() => "openWebLlm" in globalThis);
  const outcome = await page.evaluate(check, model);
  console.log(outcome.says);
  process.exitCode = outcome.works ? 0 : 1;
} finally {
  await browser.close();
  server.close();
}

/** Runs in the page: loads the model, asks for one call, and measures. */
async function check(id) {
  const { gpu } = await globalThis.detectMachine();
  if (gpu.type === "none")
    return { works: false, says: `No GPU: ${gpu.why} Try HEADED=1, or another browser by PLAYWRIGHT_CHROMIUM.` };
  await globalThis.tell(`${gpu.name}, 16-bit floats: ${gpu.f16}`);
  let said = "";
  const engine = await globalThis.openWebLlm(
    {
      id,
      model: id,
      context: 4096,
      acceptsImages: false,
      download: 0,
      createWorker: () => new Worker("/worker.js", { type: "module" }),
    },
    {
      onProgress: ({ phase }) => {
        if (phase !== said) void globalThis.tell(phase);
        said = phase;
      },
    },
  );
  const began = performance.now();
  const { content, usage } = await globalThis.createLanguageModel(engine).doGenerate({
    prompt: [{ role: "user", content: [{ type: "text", text: "Read the file package.json with the tool." }] }],
    tools: [
      {
        type: "function",
        name: "Read",
        description: "Read a file.",
        inputSchema: { type: "object", properties: { file_path: { type: "string" } }, required: ["file_path"] },
      },
    ],
    toolChoice: { type: "required" },
    maxOutputTokens: 200,
  });
  const seconds = (performance.now() - began) / 1000;
  const call = content.find(({ type }) => type === "tool-call");
  const rate = ((usage.outputTokens.total ?? 0) / seconds).toFixed(1);
  return {
    works: call !== undefined,
    says: call
      ? `It called ${call.toolName} ${call.input}; ${rate} tokens a second with the prompt.`
      : `No call: ${JSON.stringify(content)}`,
  };
}
