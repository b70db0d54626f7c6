import { expect, test } from "vitest";
import { readManifest } from "./manifest";

test("scripts are read, and whether modules are needed", () => {
  const text = JSON.stringify({ scripts: { dev: "vite", odd: 3 }, devDependencies: { vite: "7" } });
  expect(readManifest(text)).toEqual({ type: "read", manifest: { scripts: { dev: "vite" }, needsModules: true } });
});

test.each([undefined, "{}", '\uFEFF{"scripts": "x"}', '{"scripts": {"dev": 3}}'])(
  "the manifest %j has no scripts and no fault",
  (text) => {
    expect(readManifest(text)).toEqual({ type: "read", manifest: { scripts: {}, needsModules: false } });
  },
);

test("a broken one tells the place and what the parser says", () => {
  const reading = readManifest('{\n  "scripts": {\n    "dev": "vite",\n  }\n}');
  expect(reading).toMatchObject({ type: "broken", fault: { line: 4, column: 3 } });
  expect(reading.type === "broken" && reading.fault.reason).toMatch(/property name(?! in JSON)/u);
});

test.each(["null", "3", "[]", '"x"'])("%s is JSON, but no manifest", (text) => {
  expect(readManifest(text)).toEqual({ type: "broken", fault: { line: 1, column: 1, reason: undefined } });
});
