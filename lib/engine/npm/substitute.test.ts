import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { extractOrSubstitute } from "./extract";
import { judge } from "./substitute";

test("puts a WebAssembly build of the same version in the place of a native program", () => {
  expect(judge("esbuild", "0.28.2")).toMatchObject({ type: "substitute", spec: "esbuild-wasm@~0.28.0 <=0.28.2" });
  expect(judge("rollup", "4.60.0")).toMatchObject({ type: "substitute", spec: "@rollup/wasm-node@^4.0.0 <=4.60.0" });
});

test("leaves versions alone that are plain JavaScript", () => {
  expect(judge("rollup", "2.79.2")).toEqual({ type: "install" });
  expect(judge("typescript", "6.0.3")).toEqual({ type: "install" });
  expect(judge("typescript", "7.0.2")).toMatchObject({ type: "substitute", spec: "typescript@6.0.3" });
  expect(judge("typescript", "7.1.0-dev.20261101")).toMatchObject({ type: "substitute" });
});

test("names an alternative for what has no substitute, and knows nothing of other packages", () => {
  expect(judge("sharp", "0.34.0")).toMatchObject({ type: "warn", notice: expect.stringContaining("@jsquash/resize") });
  expect(judge("express", "5.0.0")).toEqual({ type: "install" });
  expect(judge("__proto__", "1.0.0")).toEqual({ type: "install" });
});

test("unpacks the substitute under the name that was asked for, without the other one's integrity", async () => {
  const folder = await mkdtemp(join(tmpdir(), "substitute-"));
  const asked: unknown[] = [];
  const said: string[] = [];
  const extract = async (spec: string, to: string, options: Record<string, unknown>) => {
    asked.push([spec, options.integrity, options.cache]);
    await writeFile(join(to, "package.json"), JSON.stringify({ name: "esbuild-wasm", version: "0.28.2" }));
  };
  await extractOrSubstitute(
    { packageName: "esbuild", version: "0.28.2", path: folder },
    extract,
    "esbuild@https://registry.npmjs.org/esbuild/-/esbuild-0.28.2.tgz",
    { integrity: "sha512-of-esbuild", cache: "kept" },
    (_, notice) => said.push(notice),
  );
  expect(asked).toEqual([["esbuild-wasm@~0.28.0 <=0.28.2", undefined, "kept"]]);
  expect(JSON.parse(await readFile(join(folder, "package.json"), "utf8"))).toEqual({
    name: "esbuild",
    version: "0.28.2",
  });
  expect(said).toHaveLength(1);
  await rm(folder, { recursive: true });
});
