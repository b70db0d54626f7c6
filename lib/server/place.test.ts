import fc from "fast-check";
import { expect, test } from "vitest";
import { placeOf } from "./place";

const origins = { app: "http://ide.localhost:3000", sandbox: "http://box.ide.localhost:3000", embedders: [] };
const place = (host: string, target: string) => placeOf(host, target, origins);

test("the host decides, whatever its case", () => {
  expect(place("ide.localhost:3000", "/p/one")).toEqual({ type: "app" });
  expect(place("IDE.localhost:3000", "/")).toEqual({ type: "app" });
  expect(place("box.ide.localhost:3000", "/headless")).toEqual({ type: "sandbox", file: "/engine/headless.html" });
});

test("the sandbox serves the engine and nothing else", () => {
  const box = (target: string) => place("box.ide.localhost:3000", target);
  expect(box("/engine/kernel.js?v=1")).toEqual({ type: "sandbox", file: "/engine/kernel.js" });
  expect(box("/__tabsmith/page.js")).toEqual({ type: "sandbox", file: "/engine/page.js" });
  for (const target of [
    "/",
    "/p/one",
    "/api/registry/lodash",
    "/_next/static/a.js",
    "/headless/",
    "/engine",
    "/~5173/",
  ]) {
    expect(box(target)).toEqual({ type: "missing", sandbox: true });
  }
});

test("the app doesn't serve the engine", () => {
  for (const target of ["/engine/kernel.js", "/headless", "/__tabsmith/page.js"]) {
    expect(place("ide.localhost:3000", target)).toEqual({ type: "missing", sandbox: false });
  }
});

test("plain names of this machine lead to the app, path and query kept", () => {
  for (const host of ["localhost:3000", "127.0.0.1:3000", "[::1]:3000", "localhost"]) {
    expect(place(host, "/p/one?a=b")).toEqual({ type: "redirect", to: "http://ide.localhost:3000/p/one?a=b" });
  }
});

test("plain names that are the configured ones are served, not redirected", () => {
  const pair = { app: "http://localhost:3000", sandbox: "http://127.0.0.1:3000", embedders: [] };
  expect(placeOf("localhost:3000", "/", pair)).toEqual({ type: "app" });
  expect(placeOf("127.0.0.1:3000", "/headless", pair).type).toBe("sandbox");
});

test("any other name is a stranger, also one that merely looks alike", () => {
  for (const host of ["", "evil.example", "ide.localhost:3001", "ide.localhost", "ide.localhost:3000.evil.example"]) {
    expect(place(host, "/")).toEqual({ type: "stranger" });
  }
});

test("a redirect never leads off the app, whatever the path", () => {
  fc.assert(
    fc.property(fc.webPath(), fc.string(), (path, query) => {
      const found = place("localhost:3000", `/${path}?${encodeURIComponent(query)}`);
      expect(found.type === "redirect" ? new URL(found.to).origin : found.type).toBe(origins.app);
    }),
  );
});
