import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyProject, keptPage, projectOf, retarget, type OfflineList } from "./offline-list";
import { planAnswer } from "./plan-answer";

const origin = "http://ide.localhost:3000";
const list: OfflineList = {
  version: "1",
  files: ["/_next/static/a.js", "/icon.svg"],
  pages: ["/", "/share", `/p/${anyProject}`],
};
const plan = (path: string, asked: Partial<{ method: string; isNavigation: boolean }> = {}) =>
  planAnswer({ method: "GET", url: new URL(path, origin).href, isNavigation: false, ...asked }, origin, list);

describe("the service worker of the app", () => {
  test.each([
    ["/", "/", undefined],
    ["/share?x=1#p=2", "/share", undefined],
    ["/p/one-2", `/p/${anyProject}`, "one-2"],
  ])("answers the page %s from what is kept when it must", (path, page, project) => {
    expect(plan(path, { isNavigation: true })).toEqual({ type: "page", page, project });
  });

  test.each(["/_next/static/a.js", "/_next/static/later.js", "/vendor/x/y.wasm", "/icon.svg"])("keeps %s", (path) => {
    expect(plan(path)).toEqual({ type: "file", path });
  });

  test.each([
    ["/api/registry/express", {}],
    ["/api/health", { isNavigation: true }],
    ["/s/abc", { isNavigation: true }],
    ["/p/a/b", { isNavigation: true }],
    ["/?_rsc=1", {}],
    ["/_next/static/a.js", { method: "POST" }],
    ["https://elsewhere.example/_next/static/a.js", {}],
  ])("leaves %s alone", (path, asked) => {
    expect(plan(path, asked)).toEqual({ type: "pass" });
  });
});

test("only what can stand in HTML and in a script becomes a project's name", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const name = projectOf(`/p/${text}`);
      expect(name === undefined || /^[A-Za-z0-9_-]+$/.test(name)).toBe(true);
      expect(keptPage(`/p/${text}`, list) === undefined).toBe(name === undefined);
    }),
  );
});

test("the kept page becomes the page of the project that was asked for, everywhere in it", () => {
  expect(retarget(`<a href="/p/${anyProject}"></a><script>["${anyProject}"]</script>`, "mine")).toBe(
    `<a href="/p/mine"></a><script>["mine"]</script>`,
  );
});
