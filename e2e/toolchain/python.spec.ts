import { expect, test } from "../fixtures/test";
import { oneComputer } from "./computer";

const computer = oneComputer();

test("python runs a program with its modules, arguments and what is piped in", async () => {
  const { write, works } = computer();
  await write({
    "py/main.py":
      "import sys\nfrom mod.inner import double\nprint(double(2), sys.argv)\nprint(sys.stdin.read().upper())\n",
    "py/mod/__init__.py": "",
    "py/mod/inner.py": "def double(number):\n    return number * 2\n",
  });
  expect(await works("cd py && echo hi | python main.py a b")).toBe("4 ['main.py', 'a', 'b']\nHI\n\n");
  expect(await works(`echo Ada | python3 -c 'print("hello", input("name? "))'`)).toBe("name? hello Ada\n");
});

test("python ends as it was told to, and writes tracebacks to the error output", async () => {
  const { write, run } = computer();
  await write({ "py/boom.py": "def g():\n    raise ValueError('no')\ng()\n" });
  expect(await run("python -c 'import sys; sys.exit(3)'")).toEqual({ code: 3, output: "" });
  expect(await run(`python -c 'import sys; sys.exit("bad")'`)).toEqual({ code: 1, output: "bad\n" });
  const { code, output } = await run("cd py && python boom.py 2>err.txt; echo $?; cat err.txt");
  expect([code, output]).toEqual([0, expect.stringMatching(/^1\nTraceback [^]*line 2, in g\n[^]*ValueError: no\n$/u)]);
  expect((await run("python missing.py")).code).toBe(2);
});

test("python and node share the project's files, and output may be large", async () => {
  const { works } = computer();
  const both = `python -c 'open("o.txt","w").write("from python")' && node -p 'require("fs").readFileSync("o.txt","utf8")'`;
  expect(await works(both)).toBe("from python\n");
  await works(`node -e 'require("fs").writeFileSync("j.json", "[1,2]")'`);
  expect(await works(`python -c 'import json; print(sum(json.load(open("j.json"))))'`)).toBe("3\n");
  expect((await works(`python -c 'print("x" * 1000000)' | wc -c`)).trim()).toBe("1000001");
});

test("unittest runs by its name, and tells what failed", async () => {
  const { write, run } = computer();
  await write({
    "tests/test_a.py":
      "import unittest\nclass T(unittest.TestCase):\n    def test_a(self):\n        self.assertEqual(1, 1)\n" +
      "    def test_b(self):\n        self.assertEqual(1, 2)\n",
  });
  const { code, output } = await run("cd tests && python -m unittest");
  expect([code, output]).toEqual([1, expect.stringMatching(/FAIL: test_b[^]*1 != 2[^]*Ran 2 tests[^]*failures=1/u)]);
});

test("what isn't there is said in a line: an index, sockets; an environment can be entered", async () => {
  const { run, works } = computer();
  for (const line of ["pip install requests", "python -m pip install -r requirements.txt"])
    expect(await run(line)).toEqual({
      code: 1,
      output: expect.stringContaining("can't reach a package index"),
    });
  expect((await run("python -m http.server")).output).toContain("npx serve");
  expect(await works("python -m venv .venv && . .venv/bin/activate && which python")).toBe(
    "/home/project/.venv/bin/python\n",
  );
  expect(await works("python -c 'import os; print(os.system(\"echo hi\"))'")).toBe("hi\n0\n");
});

test("the prompt takes lines and blocks, asks, and ends with exit() or at the end of input", async () => {
  const { start } = computer();
  const prompt = await start("python; echo ended $?");
  await prompt.shows(/>>> /u);
  await prompt.type("6 * 7\r");
  await prompt.shows(/42[^]*>>> /u);
  await prompt.type("for i in range(2):\r");
  await prompt.shows(/\.\.\. /u);
  await prompt.type("    print(i + 70)\r\r");
  await prompt.shows(/70[^]*71[^]*>>> /u);
  await prompt.type("input('who? ')\rAda\r");
  await prompt.shows(/'Ada'[^]*>>> /u);
  await prompt.type("exit(4)\r");
  await prompt.shows(/ended 4/u);
  await prompt.stop();
  const other = await start("python; echo ended $?");
  await other.shows(/>>> /u);
  await other.type("\u0004");
  await other.shows(/ended 0/u);
  await other.stop();
});
