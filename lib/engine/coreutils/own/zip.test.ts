import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { unzip } from "./unzip";
import { pack, zipOf } from "./zip-format";

const before = process.cwd();
let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), "zip-"));
  process.chdir(fs.mkdirSync(join(folder, "a/b"), { recursive: true }) ?? folder);
  process.chdir(join(folder, "a/b"));
});
afterEach(() => {
  process.chdir(before);
  fs.rmSync(folder, { recursive: true });
});

const archive = (...names: readonly string[]) =>
  zipOf(
    names.map((name) =>
      pack({ name, bytes: Buffer.from("content"), mode: 0o100644, modified: new Date(2020, 1, 2) }, 6),
    ),
  );
const extract = (...args: readonly string[]) =>
  unzip({ name: "unzip", args, out: () => undefined, complain: () => undefined });

test("keeps a name that leads out of the folder inside", async () => {
  fs.writeFileSync("x.zip", archive("../../evil", "/etc/evil", "good"));
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  await extract("-q", "x.zip");
  expect(write.mock.calls.flat().join("")).toBe('warning:  skipped "../" path component(s) in ../../evil\n');
  write.mockRestore();
  expect(fs.existsSync("../../evil")).toBe(false);
  expect(fs.readdirSync(".").toSorted()).toEqual(["etc", "evil", "good", "x.zip"]);
});

test("doesn't write through a link", async () => {
  fs.symlinkSync("../..", "out");
  fs.writeFileSync("x.zip", archive("out/evil"));
  expect(await extract("-q", "x.zip")).toBe(1);
  expect(fs.existsSync(join(folder, "evil"))).toBe(false);
});
