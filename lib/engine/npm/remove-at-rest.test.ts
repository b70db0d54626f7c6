import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { removeAtRest } from "./remove-at-rest";

test("a folder is gone for good, though files are written in it a while longer", async () => {
  const root = mkdtempSync(join(tmpdir(), "at-rest-"));
  const folder = join(root, "package");
  let count = 0;
  const writer = setInterval(() => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${count++}.js`), "");
    if (count === 20) clearInterval(writer);
  }, 5);
  await removeAtRest(folder);
  expect([count, existsSync(folder)]).toEqual([20, false]);
  await removeAtRest(folder);
  rmSync(root, { recursive: true });
});
