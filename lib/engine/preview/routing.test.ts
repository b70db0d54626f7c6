import { expect, test } from "vitest";
import { isForNetwork, routeOf, type Asked } from "./routing";

const origin = "http://box.ide.localhost:3000";
const ask = (path: string, more: Partial<Asked> = {}) =>
  routeOf(
    { url: new URL(path, origin).href, clientUrl: undefined, referrer: "", becomesClient: false, ...more },
    origin,
  );

test("the first port is at the root", () => {
  expect(ask("/a?b=1")).toEqual({ type: "engine", port: undefined, target: "/a?b=1" });
});

test("other ports are below a prefix that their server doesn't see", () => {
  expect(ask("/~5173/a?b=1")).toEqual({ type: "engine", port: 5173, target: "/a?b=1" });
  expect(ask("/~5173")).toEqual({ type: "engine", port: 5173, target: "/" });
});

test("an absolute address of a page below a prefix stays with its port", () => {
  const clientUrl = `${origin}/~5173/index.html`;
  expect(ask("/src/main.ts", { clientUrl })).toEqual({ type: "engine", port: 5173, target: "/src/main.ts" });
});

test("a document or worker that such a page opens gets an address below the prefix", () => {
  const referrer = `${origin}/~5173/index.html`;
  expect(ask("/login?x", { referrer, becomesClient: true })).toEqual({ type: "redirect", to: "/~5173/login?x" });
});

test("a foreign referrer names no port", () => {
  expect(ask("/", { referrer: "http://evil.example/~22/" })).toEqual({ type: "engine", port: undefined, target: "/" });
});

test("a loopback address of a page is a port of the engine, any other origin is the network's", () => {
  expect(ask("http://localhost:8080/api")).toEqual({ type: "engine", port: 8080, target: "/api" });
  expect(ask("https://example.com/x")).toEqual({ type: "network" });
});

test("what is the engine's own goes to the network", () => {
  expect(ask("/headless?coep=none")).toEqual({ type: "network" });
  expect(ask("/__tabsmith/page.js")).toEqual({ type: "network" });
  expect(ask("http://localhost:9/x", { clientUrl: `${origin}/__tabsmith/process.js` })).toEqual({ type: "network" });
  expect(isForNetwork(`${origin}/headless2`, origin)).toBe(false);
});
