import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { complete, completionsFor } from "./completion";
import { emptyLine } from "./edited-line";
import { createTestScope } from "./test-scope";

const start = process.cwd();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "completion-"));
  process.chdir(folder);
  mkdirSync("src/inner", { recursive: true });
  mkdirSync("bin");
  for (const file of ["a file.txt", "alpha", "alpine", ".hidden", "src/x.ts", "bin/alp-tool"]) writeFileSync(file, "");
  symlinkSync("src", "link");
  writeFileSync("package.json", JSON.stringify({ scripts: { build: "x", "build:all": "y", test: "z" } }));
  mkdirSync(".git/refs/heads/feature", { recursive: true });
  writeFileSync(".git/refs/heads/feature/one", "");
  writeFileSync(".git/HEAD", "ref: refs/heads/main\n");
});
afterEach(() => {
  process.chdir(start);
  rmSync(folder, { recursive: true });
});

function choices(text: string): readonly string[] {
  const { shell, scope } = createTestScope([`PATH=${folder}/bin`, `HOME=${folder}`, "HOMEWARD=x"]);
  scope.state.aliases.set("alps", "ls");
  return completionsFor(text, scope, shell).choices;
}

test.each([
  ["alp", ["alp-tool ", "alps "]],
  ["cat alp", ["alpha ", "alpine "]],
  ["cat a\\ ", ["a\\ file.txt "]],
  ['cat "a f', ['"a file.txt" ']],
  ["cat 'a f", ["'a file.txt' "]],
  ['cat "sr', ['"src/']],
  ['cat "a b" al', ["alpha ", "alpine "]],
  ["cat src/", ["src/inner/", "src/x.ts "]],
  ["cat lin", ["link/"]],
  ["cat .hid", [".hidden "]],
  ["cat ~/sr", ["~/src/"]],
  ["cd s", ["src/"]],
  ["cd alp", []],
  ["npm run b", ["build ", "build:all "]],
  ["git switch fea", ["feature/one "]],
  ["echo hi | alp", ["alp-tool ", "alps "]],
  ["X=1 alp", ["alp-tool ", "alps "]],
  ["echo >alp", ["alpha ", "alpine "]],
  ["echo $HOME", ["$HOME", "$HOMEWARD"]],
  ["echo nothing-like-it", []],
])("%j", (text, expected) => {
  expect(choices(text)).toEqual(expected);
});

test("what all choices begin with is put in, and choices are shown when that is nothing new", () => {
  const shown: string[][] = [];
  const completed = (text: string, length: number, names: readonly string[]) =>
    complete(
      { ...emptyLine, text, cursor: text.length },
      { length, choices: names },
      (all) => void shown.push([...all]),
    ).text;
  expect(completed("cat al", 2, ["alpha ", "alpine "])).toBe("cat alp");
  expect(shown).toEqual([]);
  expect(completed("cat alp", 3, ["alpha ", "alpine "])).toBe("cat alp");
  expect(shown).toEqual([["alpha ", "alpine "]]);
  expect(completed("cat x", 1, [])).toBe("cat x");
});
