import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { isInstalled } from "./install.mjs";

const folders = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const write = (folder, path, content) => {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), JSON.stringify(content));
};

/** A project that wants `a`, and `b` on another platform only, with what is installed of them. */
const project = (installed) => {
  const folder = mkdtempSync(join(tmpdir(), "installed-"));
  folders.push(folder);
  const packages = {
    "": {},
    "node_modules/a": { version: "1.0.0" },
    "node_modules/b": { version: "1.0.0", optional: true },
  };
  write(folder, "package-lock.json", { packages });
  if (installed !== undefined) write(folder, "node_modules/.package-lock.json", { packages: installed });
  for (const path of Object.keys(installed ?? {})) write(folder, `${path}/package.json`, {});
  return folder;
};

test("nothing is installed in a fresh clone", () => {
  expect(isInstalled(project())).toBe(false);
});

test("what the lockfile asks for is enough, without what is for other platforms", () => {
  expect(isInstalled(project({ "node_modules/a": { version: "1.0.0" } }))).toBe(true);
});

test("another version isn't it", () => {
  expect(isInstalled(project({ "node_modules/a": { version: "1.0.1" } }))).toBe(false);
});

test("a package that someone deleted is missed", () => {
  const folder = project({ "node_modules/a": { version: "1.0.0" } });
  rmSync(join(folder, "node_modules/a"), { recursive: true });
  expect(isInstalled(folder)).toBe(false);
});

test("a folder that came from another kind of machine isn't taken", () => {
  const folder = project({ "node_modules/a": { version: "1.0.0" } });
  writeFileSync(join(folder, "node_modules/.tabsmith-platform"), "plan9-mips");
  expect(isInstalled(folder)).toBe(false);
});
