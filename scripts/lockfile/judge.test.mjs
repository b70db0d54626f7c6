import { expect, test } from "vitest";
import { judgeLockfile } from "./judge.mjs";

const sound = () => ({
  "": {},
  "node_modules/next": { version: "16.4.5", integrity: "sha512-a", optionalDependencies: { "@next/swc": "16.4.5" } },
  "node_modules/@next/swc": { version: "16.4.5", integrity: "sha512-b", optional: true },
});
const judge = (packages = sound(), manifest = { dependencies: { next: "16.4.5" } }) =>
  judgeLockfile(manifest, packages);

test("finds nothing wrong with a sound lockfile", () => {
  expect(judge()).toEqual([]);
});

test("misses the platform binary that a lagging registry made npm drop", () => {
  const { "node_modules/@next/swc": _, ...rest } = sound();
  expect(judge(rest)).toEqual([
    "node_modules/next wants the optional @next/swc 16.4.5, which the lock has no entry for: `npm ci` will refuse it.",
  ]);
});

test("finds an optional package where Node would: nested, beside, or at the top", () => {
  const nested = { ...sound(), "node_modules/a/node_modules/b": { integrity: "x", optionalDependencies: { c: "1" } } };
  expect(judge(nested)).toHaveLength(1);
  for (const place of [
    "node_modules/c",
    "node_modules/a/node_modules/c",
    "node_modules/a/node_modules/b/node_modules/c",
  ]) {
    expect(judge({ ...nested, [place]: { integrity: "x" } })).toEqual([]);
  }
  expect(judge({ ...nested, "node_modules/d/node_modules/c": { integrity: "x" } })).toHaveLength(1);
});

test("isn't content with another version of it, which another package brought", () => {
  const other = { version: "16.4.4", integrity: "sha512-b", optional: true };
  expect(judge({ ...sound(), "node_modules/@next/swc": other })).toHaveLength(1);
});

test("finds the name of a registry", () => {
  const packages = { ...sound(), "node_modules/a": { integrity: "x", resolved: "https://registry.example/a.tgz" } };
  expect(judge(packages)).toEqual([expect.stringContaining("https://registry.example/a.tgz")]);
});

test("finds what can't be verified", () => {
  expect(judge({ ...sound(), "node_modules/a": { version: "1.0.0" } })).toEqual([
    "node_modules/a has no integrity: install it again.",
  ]);
});

test.each(["^16.4.5", "~16.4.5", "16", "latest", ">=1", "github:a/b"])(
  "finds that %s is no exact version",
  (wanted) => {
    expect(judge(sound(), { dependencies: { next: wanted } })).toHaveLength(1);
  },
);
