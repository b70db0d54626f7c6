import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { createMemoryWorkspace } from "@/lib/workspace";
import { unzipEdits, zipProject } from "./zip";

const bytes = (text: string) => new TextEncoder().encode(text);

const pathsOf = async (zip: Uint8Array, folder = "") =>
  (await unzipEdits(zip, folder)).map((edit) => (edit.type === "write" ? edit.path : edit.type));

test("what goes into a zip comes out of it, without what an install makes", async () => {
  const from = await createMemoryWorkspace({
    "a.txt": "á",
    "src/b.bin": Uint8Array.of(0, 255),
    "node_modules/x/i.js": "",
  });
  const to = await createMemoryWorkspace();
  await to.apply(await unzipEdits(await zipProject(from), ""));
  expect(await to.readText("a.txt")).toBe("á");
  expect([...(await to.readBytes("src/b.bin"))]).toEqual([0, 255]);
  await expect(to.stat("node_modules")).rejects.toMatchObject({ code: "ENOENT" });
});

test("one folder round everything is taken off, and the rest goes where it was dropped", async () => {
  const zip = zipSync({ "repo-main/a.txt": bytes("a"), "repo-main/src/b.txt": bytes("b"), "__MACOSX/x": bytes("") });
  expect(await pathsOf(zip, "lib")).toEqual(["lib/a.txt", "lib/src/b.txt"]);
});

test.each(["../evil.txt", "a/../../evil.txt"])("a zip with %s is refused", async (name) => {
  await expect(unzipEdits(zipSync({ [name]: bytes("x"), "ok.txt": bytes("y") }), "")).rejects.toThrow(/./);
});

test("a name that starts at the root starts at the project", async () => {
  expect(await pathsOf(zipSync({ "/etc/passwd": bytes("x"), "ok.txt": bytes("y") }))).toEqual(["etc/passwd", "ok.txt"]);
});

test("a zip bomb is refused before it grows", async () => {
  const bomb = zipSync({ "zeros.bin": [new Uint8Array(3_000_000), { level: 9 }] });
  expect(bomb.length).toBeLessThan(10_000);
  await expect(unzipEdits(bomb, "", { bytes: 1_000_000, files: 10 })).rejects.toMatchObject({ code: "EFBIG" });
});

test("a damaged zip is told as such", async () => {
  await expect(unzipEdits(bytes("PK no"), "")).rejects.toMatchObject({ code: "EINVAL" });
});
