import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Answer, AskInit } from "./answer";
import { keyOf, packageFileOf, withKeptPackages } from "./kept-packages";

const at = "http://ide.example/api/registry/";
const short: [string, string][] = [["Accept", "application/vnd.npm.install-v1+json; q=1.0"]];
const get = (headers: [string, string][] = []): AskInit => ({ method: "GET", headers });
const secret: [string, string][] = [["Authorization", "Bearer x"]];

describe("what may be kept", () => {
  test.each([
    ["express", [], "metadata"],
    ["@scope%2fname", short, "metadata"],
    ["express/-/express-5.1.0.tgz", [], "tarball"],
    ["@scope/name/-/name-1.0.0.tgz", [], "tarball"],
    ["-/v1/search?text=x", [], undefined],
    ["-/npm/v1/security/advisories/bulk", [], undefined],
    ["@mine/secret/-/secret-1.0.0.tgz", secret, undefined],
    ["@mine/secret", secret, undefined],
  ] satisfies [string, [string, string][], string | undefined][])("%s %o is %s", (path, headers, kind) => {
    expect(packageFileOf(new URL(at + path), get(headers), at)).toBe(kind);
  });

  test("nothing of another server's, and nothing that is sent", () => {
    expect(packageFileOf(new URL("http://ide.example/express"), get(), at)).toBeUndefined();
    expect(packageFileOf(new URL(`${at}express`), { method: "POST", headers: [] }, at)).toBeUndefined();
  });

  test("the short and the whole answer have names of their own", () => {
    const url = new URL(`${at}express`);
    expect(new Set([keyOf(url, get()), keyOf(url, get(short))]).size).toBe(2);
  });
});

const held = new Map<string, Response>();

beforeEach(() => {
  held.clear();
  vi.useFakeTimers();
  const cache = {
    put: (key: string, response: Response) => Promise.resolve(void held.set(key, response)),
    keys: () => Promise.resolve([...held.keys()].map((url) => new Request(url))),
    delete: ({ url }: Request) => Promise.resolve(held.delete(url)),
  };
  const match = (key: string) => Promise.resolve(held.get(key)?.clone());
  vi.stubGlobal("caches", { open: () => Promise.resolve(cache), match });
});

afterEach(() => {
  vi.useRealTimers();
});

function server() {
  const state = { says: "one", status: 200, isUp: true, calls: 0, isLong: false };
  const ask = () => {
    state.calls += 1;
    if (!state.isUp) return Promise.reject(new TypeError("Failed to fetch"));
    const headers = new Headers();
    if (!state.isLong) headers.set("content-length", String(state.says.length));
    return Promise.resolve(new Response(state.says, { status: state.status, headers }));
  };
  return { state, kept: withKeptPackages(ask, at) };
}

const textOf = ({ whole, body }: Answer): Promise<string> => new Response((whole ?? body) as BodyInit).text();
const tarball = new URL(`${at}express/-/express-5.1.0.tgz`);
const metadata = new URL(`${at}express`);
const aWhile = () => vi.advanceTimersByTimeAsync(1000);

test.each([true, false])(
  "a tarball is fetched once (without a length: %s), and put away when all is quiet",
  async (isLong) => {
    const { state, kept } = server();
    state.isLong = isLong;
    expect(await textOf(await kept(tarball, get()))).toBe("one");
    await aWhile();
    expect(await held.get(tarball.href)?.clone().text()).toBe("one");
    state.isUp = false;
    expect(await textOf(await kept(tarball, get()))).toBe("one");
    expect(state.calls).toBe(1);
  },
);

test("what has come a moment ago is there before it is put away", async () => {
  const { state, kept } = server();
  await kept(tarball, get());
  expect(await textOf(await kept(tarball, get()))).toBe("one");
  expect([state.calls, held.size]).toEqual([1, 0]);
});

test("what is known of a package is the newest that can be had", async () => {
  const { state, kept } = server();
  const known = async () => {
    const text = await textOf(await kept(metadata, get(short)));
    await aWhile();
    return text;
  };
  expect(await known()).toBe("one");
  state.says = "two";
  expect(await known()).toBe("two");
  state.isUp = false;
  expect(await known()).toBe("two");
  state.isUp = true;
  state.status = 502;
  state.says = "the registry is down";
  expect(await known()).toBe("two");
});

test("what was never fetched fails, and no refusal is kept", async () => {
  const { state, kept } = server();
  state.status = 404;
  expect((await kept(metadata, get())).status).toBe(404);
  await aWhile();
  expect(held.size).toBe(0);
  state.isUp = false;
  await expect(kept(metadata, get())).rejects.toThrow("Failed to fetch");
});

test("the oldest make room", async () => {
  const { kept } = server();
  for (let one = 0; one < 4000; one += 1) held.set(`${at}p${one}`, new Response(""));
  await kept(tarball, get());
  await aWhile();
  expect(held.size).toBe(4000);
  expect([held.has(`${at}p0`), held.has(tarball.href)]).toEqual([false, true]);
});

test("a browser that keeps nothing loses nothing but time", async () => {
  const none = () => Promise.reject(new DOMException("no", "SecurityError"));
  vi.stubGlobal("caches", { open: none, match: none });
  const { kept } = server();
  expect(await textOf(await kept(tarball, get()))).toBe("one");
  await aWhile();
  expect(await textOf(await kept(tarball, get()))).toBe("one");
});
