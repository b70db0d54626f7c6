import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { holds } from "./marker";
import { readRequirement } from "./requirement";
import { readRequirementFile } from "./requirement-file";

test("reads names, extras, versions, markers, places and hashes", () => {
  expect(readRequirement("Flask_Login[Async, x] >=1.0,!=1.2 ; python_version > '3.8'")).toEqual({
    name: "flask-login",
    extras: ["async", "x"],
    specifiers: [
      { operator: ">=", version: "1.0" },
      { operator: "!=", version: "1.2" },
    ],
    marker: "python_version > '3.8'",
    hashes: [],
  });
  expect(readRequirement("old (<2)").specifiers).toEqual([{ operator: "<", version: "2" }]);
  expect(readRequirement("./wheels/My_Pkg-1.0-py3-none-any.whl")).toMatchObject({
    name: "my-pkg",
    from: "./wheels/My_Pkg-1.0-py3-none-any.whl",
  });
  expect(readRequirement(`x==1 --hash=sha256:${"a".repeat(64)}`).hashes).toEqual(["a".repeat(64)]);
  expect(readRequirement("x @ https://h.example/x-1-py3-none-any.whl")).toMatchObject({
    name: "x",
    from: "https://h.example/x-1-py3-none-any.whl",
  });
  for (const text of ["=1", "a b", "x>>1"]) expect(() => readRequirement(text)).toThrow(/Invalid requirement/u);
});

test.each([
  ["python_version >= '3.8'", true],
  ["python_version < '3.8'", false],
  ["sys_platform == 'win32' or os_name == 'posix'", true],
  ["(sys_platform == 'win32' or os_name == 'posix') and python_full_version < '3.11.0a7'", false],
  ["platform_system in 'Linux Darwin'", false],
  ["platform_system not in 'Linux Darwin'", true],
  ["extra == 'more'", false],
  ["'emscripten' == sys_platform", true],
])("%s is %s here", (marker, value) => {
  expect(holds(marker)).toBe(value);
});

test("a requirements file may have remarks, long lines, other files and an index", () => {
  const folder = mkdtempSync(join(tmpdir(), "requirements-"));
  writeFileSync(join(folder, "base.txt"), "helper>=1 # the other\n-r all.txt\n");
  writeFileSync(
    join(folder, "all.txt"),
    "# first\n-i http://index.example/simple\n-r base.txt\ndemo==1.0 \\\n  ; os_name == 'posix'\n\n",
  );
  const { requirements, indexUrl } = readRequirementFile(join(folder, "all.txt"));
  expect(requirements.map(({ name, marker }) => [name, marker])).toEqual([
    ["helper", ""],
    ["demo", "os_name == 'posix'"],
  ]);
  expect(indexUrl).toBe("http://index.example/simple");
  expect(() => readRequirementFile(join(folder, "none.txt"))).toThrow(/Could not open requirements file/u);
  rmSync(folder, { recursive: true });
});
