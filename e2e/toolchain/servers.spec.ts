import { expect, test } from "../fixtures/test";
import { oneComputer, type Computer } from "./computer";

const computer = oneComputer();

/** Asks a server from a document of its own, as its pages do. */
async function ask({ page }: Computer, port: number, path: string, body?: unknown): Promise<string> {
  const element = await page.locator(`[name="port-${port}"]`).elementHandle();
  const frame = await element?.contentFrame();
  if (!frame) throw new Error(`Port ${port} isn't shown.`);
  await frame.waitForLoadState();
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  return frame.evaluate(
    async ([at, given]) => {
      const answer = await fetch(at, { ...given, headers: { "content-type": "application/json" } });
      return `${answer.status} ${await answer.text()}`;
    },
    [path, init] as const,
  );
}

test("express answers pages, JSON and what isn't there", async () => {
  const tab = computer();
  await tab.write({
    "express/package.json": { private: true },
    "express/server.js": `
      const express = require("express");
      const app = express();
      app.use(express.json());
      app.get("/", (request, response) => response.send("<h1>Hello from express</h1>"));
      app.post("/echo", (request, response) => response.status(201).json({ got: request.body, q: request.query.q }));
      app.listen(4101);`,
  });
  await tab.works("cd express && npm install express@5.3.0");
  const server = await tab.start("cd express && node server.js");
  await tab.open(4101);
  await expect(tab.page.frameLocator('[name="port-4101"]').getByRole("heading")).toHaveText("Hello from express");
  expect(await ask(tab, 4101, "echo?q=a%20b", { a: [1, 2] })).toBe('201 {"got":{"a":[1,2]},"q":"a b"}');
  expect(await ask(tab, 4101, "nowhere")).toMatch(/^404 [^]*Cannot GET/u);
  await server.stop();
});

test("fastify checks what it is sent", async () => {
  const tab = computer();
  await tab.write({
    "fastify/package.json": { private: true },
    "fastify/server.js": `
      const app = require("fastify")();
      const schema = { body: { type: "object", required: ["a"], properties: { a: { type: "number" } } } };
      app.get("/", async () => ({ hello: "fastify" }));
      app.post("/add", { schema }, async ({ body }) => ({ sum: body.a + 1 }));
      app.listen({ port: 4102, host: "0.0.0.0" });`,
  });
  await tab.works("cd fastify && npm install fastify@5.12.8");
  const server = await tab.start("cd fastify && node server.js");
  await tab.open(4102);
  expect(await ask(tab, 4102, "add", { a: 41 })).toBe('200 {"sum":42}');
  expect(await ask(tab, 4102, "add", {})).toMatch(/^400 .*must have required property 'a'/u);
  await server.stop();
});

test("a program is started again when its file changes, by Node and by nodemon", async () => {
  const { write, start } = computer();
  await write({ "watch/package.json": { private: true }, "watch/a.cjs": "console.log('first');\n" });
  const watched = [
    await start("cd watch && node --watch a.cjs"),
    await start("cd watch && npx --yes nodemon@3.1.14 a.cjs"),
  ];
  await Promise.all([watched[0]?.shows(/Completed running/u), watched[1]?.shows(/clean exit/u)]);
  await write({ "watch/a.cjs": "console.log('second');\n" });
  await Promise.all(watched.map((one) => one.shows(/^second$/u)));
  for (const one of watched) await one.stop();
});

test("Vite serves and builds a page styled by Tailwind", async () => {
  const tab = computer();
  await tab.write({
    "tailwind/package.json": { private: true, type: "module" },
    "tailwind/vite.config.js": `
      import tailwind from "@tailwindcss/vite";
      export default { plugins: [tailwind()] };`,
    "tailwind/index.html": `<title>t</title><p class="text-[13px]">styled</p><script type="module" src="/main.js"></script>`,
    "tailwind/main.js": `import "./style.css";\n`,
    "tailwind/style.css": `@import "tailwindcss";\n.own { @apply font-bold; }\n`,
  });
  await tab.works("cd tailwind && npm install vite@8 tailwindcss@4 @tailwindcss/vite@4");
  const server = await tab.start("cd tailwind && npx vite --port 4103 --strictPort");
  await tab.open(4103);
  const text = tab.page.frameLocator('[name="port-4103"]').getByText("styled");
  await expect(text).toHaveCSS("font-size", "13px");
  await server.stop();
  await tab.works("cd tailwind && npx vite build");
  expect(await tab.works("cd tailwind && cat dist/assets/*.css")).toMatch(/font-size:13px[^]*font-weight/u);
});
