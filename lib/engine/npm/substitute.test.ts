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
  expect(judge("unrs-resolver", "1.13.0")).toMatchObject({ type: "warn", notice: expect.stringContaining("1.12.2") });
  expect(judge("unrs-resolver", "1.12.2")).toEqual({ type: "install" });
  expect(judge("express", "5.0.0")).toEqual({ type: "install" });
  expect(judge("__proto__", "1.0.0")).toEqual({ type: "install" });
});

interface Outcome {
  readonly asked: readonly unknown[];
  readonly said: readonly string[];
  readonly manifest: unknown;
}

/** Installs esbuild by a fetcher that finds its substitute's tarball at this address. */
async function substituted(tarball: string): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), "substitute-"));
  const asked: unknown[] = [];
  const said: string[] = [];
  const note = (spec: string, options: Record<string, unknown>) => {
    asked.push([spec, options.resolved, options.integrity, options.cache]);
  };
  const fetcher = {
    manifest: async (spec: string, options: Record<string, unknown>) => {
      note(spec, options);
      return Promise.resolve({ dist: { tarball, integrity: "sha512-of-the-substitute" } });
    },
    extract: async (spec: string, to: string, options: Record<string, unknown>) => {
      note(spec, options);
      await writeFile(join(to, "package.json"), JSON.stringify({ name: "esbuild-wasm", version: "0.28.2" }));
    },
  };
  await extractOrSubstitute(
    { packageName: "esbuild", version: "0.28.2", path: folder },
    fetcher,
    "esbuild@https://registry.npmjs.org/esbuild/-/esbuild-0.28.2.tgz",
    { integrity: "sha512-of-esbuild", cache: "kept", registry: "http://ide.example:3000/api/registry/" },
    (_, notice) => said.push(notice),
  );
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as unknown;
  await rm(folder, { recursive: true });
  return { asked, said, manifest };
}

test("unpacks the substitute under the name that was asked for, verified by its own integrity", async () => {
  const tarball = "https://elsewhere.example/esbuild-wasm/-/esbuild-wasm-0.28.2.tgz";
  const { asked, said, manifest } = await substituted(tarball);
  expect(asked).toEqual([
    ["esbuild-wasm@~0.28.0 <=0.28.2", undefined, undefined, "kept"],
    [`esbuild-wasm@${tarball}`, tarball, "sha512-of-the-substitute", "kept"],
  ]);
  expect(manifest).toEqual({ name: "esbuild", version: "0.28.2" });
  expect(said).toHaveLength(1);
});

test("fetches the substitute from the registry that is asked, though its answers name the public one", async () => {
  const { asked } = await substituted("https://registry.npmjs.org/esbuild-wasm/-/esbuild-wasm-0.28.2.tgz");
  const here = "http://ide.example:3000/api/registry/esbuild-wasm/-/esbuild-wasm-0.28.2.tgz";
  expect(asked[1]).toEqual([`esbuild-wasm@${here}`, here, "sha512-of-the-substitute", "kept"]);
});
