import { beforeEach, describe, expect, test, vi } from "vitest";
import { keyOf, packageAnswer, packageFileOf } from "./keep-packages";

const at = "http://ide.example/api/registry/";
const short = { accept: "application/vnd.npm.install-v1+json; q=1.0" };

describe("what may be kept", () => {
  test.each([
    ["express", {}, "metadata"],
    ["@scope%2fname", short, "metadata"],
    ["express/-/express-5.1.0.tgz", {}, "tarball"],
    ["@scope/name/-/name-1.0.0.tgz", {}, "tarball"],
    ["-/v1/search?text=x", {}, undefined],
    ["-/npm/v1/security/advisories/bulk", {}, undefined],
    ["@mine/secret/-/secret-1.0.0.tgz", { authorization: "Bearer x" }, undefined],
    ["@mine/secret", { authorization: "Bearer x" }, undefined],
  ])("%s %o is %s", (path, headers, kind) => {
    expect(packageFileOf(new Request(at + path, { headers }))).toBe(kind);
  });

  test("nothing of another server's, and nothing that is sent", () => {
    expect(packageFileOf(new Request("http://ide.example/express"))).toBeUndefined();
    expect(packageFileOf(new Request(`${at}express`, { method: "POST" }))).toBeUndefined();
  });

  test("the short and the whole answer have names of their own", () => {
    const names = [new Request(`${at}express`), new Request(`${at}express`, { headers: short })].map(keyOf);
    expect(new Set(names).size).toBe(2);
  });
});

const held = new Map<string, Response>();

beforeEach(() => {
  held.clear();
  const cache = {
    match: (key: string) => Promise.resolve(held.get(key)?.clone()),
    put: (key: string, response: Response) => Promise.resolve(void held.set(key, response)),
    keys: () => Promise.resolve([...held.keys()].map((url) => new Request(url))),
    delete: ({ url }: Request) => Promise.resolve(held.delete(url)),
  };
  vi.stubGlobal("caches", { open: () => Promise.resolve(cache) });
});

function server() {
  const state = { says: "one", status: 200, isUp: true, calls: 0 };
  const ask = (() => {
    state.calls += 1;
    return state.isUp
      ? Promise.resolve(new Response(state.says, { status: state.status }))
      : Promise.reject(new TypeError("Failed to fetch"));
  }) as typeof fetch;
  return { state, ask };
}

const tarball = new Request(`${at}express/-/express-5.1.0.tgz`);
const metadata = new Request(`${at}express`, { headers: short });

test("a tarball is fetched once", async () => {
  const { state, ask } = server();
  expect(await (await packageAnswer(tarball, "tarball", ask)).text()).toBe("one");
  state.isUp = false;
  expect(await (await packageAnswer(tarball, "tarball", ask)).text()).toBe("one");
  expect(state.calls).toBe(1);
});

test("what is known of a package is the newest that can be had", async () => {
  const { state, ask } = server();
  const get = async () => (await packageAnswer(metadata, "metadata", ask)).text();
  expect(await get()).toBe("one");
  state.says = "two";
  expect(await get()).toBe("two");
  state.isUp = false;
  expect(await get()).toBe("two");
  state.isUp = true;
  state.status = 502;
  state.says = "the registry is down";
  expect(await get()).toBe("two");
});

test("what was never fetched fails, and no refusal is kept", async () => {
  const { state, ask } = server();
  state.status = 404;
  expect((await packageAnswer(metadata, "metadata", ask)).status).toBe(404);
  expect(held.size).toBe(0);
  state.isUp = false;
  await expect(packageAnswer(metadata, "metadata", ask)).rejects.toThrow("Failed to fetch");
});

test("the oldest make room", async () => {
  const { ask } = server();
  for (let one = 0; one < 4000; one += 1) held.set(`${at}p${one}`, new Response(""));
  await packageAnswer(tarball, "tarball", ask);
  await vi.waitFor(() => {
    expect(held.size).toBe(4000);
  });
  expect([held.has(`${at}p0`), held.has(tarball.url)]).toEqual([false, true]);
});
