import { posix } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { basename, dirname, extname, isInside, joinPath, normalizePath, relativePath } from "./path";

const segment = fc.constantFrom("a", "b.ts", ".env", ".", "..", "", "sub folder", "ä");
const path = fc.tuple(fc.boolean(), fc.array(segment, { maxLength: 8 })).map(([absolute, parts]) => {
  return (absolute ? "/" : "") + parts.join("/");
});
const absolute = path.map((text) => normalizePath(`/${text}`));

const withoutTrailingSlash = (text: string) => (text.length > 1 ? text.replace(/\/+$/u, "") : text);

test("normalizes as POSIX does, trailing slashes aside", () => {
  fc.assert(
    fc.property(path, (text) => {
      expect(normalizePath(text)).toBe(withoutTrailingSlash(posix.normalize(text)));
    }),
  );
});

test("normalizing twice changes nothing more", () => {
  fc.assert(
    fc.property(path, (text) => {
      expect(normalizePath(normalizePath(text))).toBe(normalizePath(text));
    }),
  );
});

test("an absolute path never climbs above the root", () => {
  expect(normalizePath("/../../etc")).toBe("/etc");
  fc.assert(
    fc.property(absolute, (text) => {
      expect(text.split("/")).not.toContain("..");
    }),
  );
});

test("joins as POSIX resolves: an absolute part starts anew", () => {
  expect(joinPath("/a", "/b", "c")).toBe("/b/c");
  expect(joinPath()).toBe(".");
  fc.assert(
    fc.property(absolute, path, (folder, text) => {
      expect(joinPath(folder, text)).toBe(posix.resolve(folder, text));
    }),
  );
});

test("folder and name make up the path again", () => {
  fc.assert(
    fc.property(absolute, (text) => {
      expect(dirname(text)).toBe(posix.dirname(text));
      expect(basename(text)).toBe(posix.basename(text));
      expect(joinPath(dirname(text), basename(text))).toBe(text);
    }),
  );
});

test("an extension is what follows the last dot; a leading dot alone is none", () => {
  expect(extname("/a/main.test.ts")).toBe(".ts");
  expect(extname("/a.b/main")).toBe("");
  expect(extname(".env")).toBe("");
  expect(extname("a.")).toBe(".");
});

test("a folder holds itself and what lies below, not what merely begins alike", () => {
  expect(isInside("/project", "/project")).toBe(true);
  expect(isInside("/project/a", "/project/")).toBe(true);
  expect(isInside("/project-b/a", "/project")).toBe(false);
  expect(isInside("/project/../etc", "/project")).toBe(false);
  expect(isInside("/anything", "/")).toBe(true);
  expect(isInside("src/a", ".")).toBe(true);
  expect(isInside("../a", ".")).toBe(false);
  expect(isInside("/a", ".")).toBe(false);
  expect(isInside("../..", "..")).toBe(false);
  expect(isInside("../a", "..")).toBe(true);
});

test("a path as seen from its folder leads back to it", () => {
  fc.assert(
    fc.property(absolute, absolute, (folder, below) => {
      const whole = joinPath(folder, below.slice(1));
      expect(isInside(whole, folder)).toBe(true);
      expect(joinPath(folder, relativePath(whole, folder))).toBe(whole);
    }),
  );
});

test("refuses to tell a path from a folder that doesn't hold it", () => {
  expect(() => relativePath("/a", "/b")).toThrow("/a is not inside /b");
});
