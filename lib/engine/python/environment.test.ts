import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeEnvironment } from "./environment";

test("makes an environment that a shell can enter and leave, twice over", () => {
  const root = mkdtempSync(join(tmpdir(), "it's-"));
  const folder = join(root, ".venv");
  makeEnvironment(folder);
  makeEnvironment(folder);
  expect(readlinkSync(join(folder, "bin/python"))).toBe("/usr/bin/python");
  expect(readFileSync(join(folder, "pyvenv.cfg"), "utf8")).toContain("version = 3.14");
  const script =
    'before="$PATH"; . .venv/bin/activate; echo "$VIRTUAL_ENV"; echo "${PATH%%:*}"; deactivate; [ "$PATH" = "$before" ] && echo left';
  const said = execFileSync("sh", ["-c", script], { cwd: root, encoding: "utf8" });
  expect(said).toBe(`${folder}\n${folder}/bin\nleft\n`);
  rmSync(root, { recursive: true });
});
