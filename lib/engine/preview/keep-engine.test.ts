import { beforeEach, expect, test, vi } from "vitest";
import { digestOf, keptEngine } from "./keep-engine";

const bytesOf = (text: string) => new TextEncoder().encode(text).buffer;

/** A cache as browsers have it, as far as it is used: the project's code can write into it too. */
function memoryCaches() {
  const held = new Map<string, Response>();
  const at = (path: string) => new URL(path, "http://box.example").href;
  const cache = {
    match: (path: string) => Promise.resolve(held.get(at(path))?.clone()),
    put: (path: string, response: Response) => Promise.resolve(void held.set(at(path), response)),
    delete: (key: string | Request) => Promise.resolve(held.delete(typeof key === "string" ? at(key) : key.url)),
    keys: () => Promise.resolve([...held.keys()].map((url) => new Request(url))),
  };
  return { cache, caches: { open: () => Promise.resolve(cache) } };
}

let cache: ReturnType<typeof memoryCaches>["cache"];
beforeEach(() => {
  const made = memoryCaches();
  cache = made.cache;
  vi.stubGlobal("caches", made.caches);
});

async function engineOf(text: string) {
  const digests = { "/__tabsmith/page.js": await digestOf(bytesOf(text)) };
  const server = { isUp: true, says: text };
  const engine = keptEngine(digests, () =>
    server.isUp ? Promise.resolve(new Response(server.says)) : Promise.reject(new TypeError("Failed to fetch")),
  );
  const get = async () => (await engine.answer(new Request("http://box.example/__tabsmith/page.js"))).text();
  return { engine, server, get };
}

test("a file is the server's while there is one, and the kept one afterwards", async () => {
  const { engine, server, get } = await engineOf("one");
  await engine.keep();
  expect(await get()).toBe("one");
  server.says = "two";
  expect(await get()).toBe("two");
  server.isUp = false;
  expect(await get()).toBe("one");
});

test("a file that isn't kept fails as it would without us", async () => {
  const { server, get } = await engineOf("one");
  server.isUp = false;
  await expect(get()).rejects.toThrow("Failed to fetch");
});

test("what a project put in place of a file is neither served nor left there", async () => {
  const { engine, server, get } = await engineOf("one");
  await engine.keep();
  await cache.put("/__tabsmith/page.js", new Response("stolen"));
  server.isUp = false;
  await expect(get()).rejects.toThrow("Failed to fetch");
  expect(await cache.match("/__tabsmith/page.js")).toBeUndefined();
});

test("what the server answers while it has another build is not kept", async () => {
  const { engine, server } = await engineOf("one");
  server.says = "two";
  await engine.keep();
  expect(await cache.keys()).toEqual([]);
});

test("what an earlier build had is forgotten", async () => {
  const { engine } = await engineOf("one");
  await cache.put("/__tabsmith/old.js", new Response("old"));
  await engine.keep();
  expect((await cache.keys()).map(({ url }) => new URL(url).pathname)).toEqual(["/__tabsmith/page.js"]);
});

test("only the engine's own files are its business", async () => {
  const { engine } = await engineOf("one");
  expect([engine.has("/__tabsmith/page.js"), engine.has("/index.html"), engine.has("toString")]).toEqual([
    true,
    false,
    false,
  ]);
});
