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

test("^C ends what is busy, sleeps or asks with a KeyboardInterrupt, and 130", async () => {
  const { write, start, works } = computer();
  await write({
    "c/loop.py": "print('busy', flush=True)\nwhile True: pass\n",
    "c/sleep.py": "import time\nprint('sleepy', flush=True)\ntime.sleep(100)\n",
    "c/ask.py": "input('who? ')\n",
    "c/caught.py":
      "import time\ntry:\n    print('on', flush=True)\n    time.sleep(100)\nexcept KeyboardInterrupt:\n    print('caught')\n",
  });
  for (const [file, sign] of [
    ["loop.py", /busy/u],
    ["sleep.py", /sleepy/u],
    ["ask.py", /who\? /u],
  ] as const) {
    const line = await start(`trap : INT; python c/${file}; echo ended $?`);
    await line.shows(sign);
    const asked = Date.now();
    await line.type("\u0003");
    await line.shows(/Traceback[^]*KeyboardInterrupt[^]*ended 130/u);
    expect(Date.now() - asked).toBeLessThan(3000);
    await line.stop();
  }
  const caught = await start("trap : INT; python c/caught.py; echo ended $?");
  await caught.shows(/on/u);
  await caught.type("\u0003");
  await caught.shows(/caught[^]*ended 0/u);
  await caught.stop();
  expect(
    await works("python -c 'import time; a=time.monotonic(); time.sleep(0.2); print(0.19 < time.monotonic()-a < 1.5)'"),
  ).toBe("True\n");
});

test("^C at the prompt leaves the line and what runs, and Python goes on", async () => {
  const { start } = computer();
  const prompt = await start("python; echo ended $?");
  await prompt.shows(/>>> /u);
  await prompt.type("1 + \u0003");
  await prompt.shows(/KeyboardInterrupt\n>>> /u);
  await prompt.type("while True: pass\r\r");
  await prompt.shows(/\.\.\. /u);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await prompt.type("\u0003");
  await prompt.shows(/KeyboardInterrupt\n>>> /u);
  await prompt.type("exit()\r");
  await prompt.shows(/ended 0/u);
  await prompt.stop();
});

test("asyncio runs tasks side by side, with timeouts, and ends with ^C", async () => {
  const { write, works, start } = computer();
  await write({
    "aio/main.py": `import asyncio, time

async def work(name, seconds):
    await asyncio.sleep(seconds)
    return name

async def main():
    began = time.monotonic()
    task = asyncio.create_task(work("task", 0.1))
    print(await asyncio.gather(work("a", 0.2), work("b", 0.1)), await task)
    try:
        await asyncio.wait_for(work("late", 5), 0.1)
    except TimeoutError:
        print("timed out")
    async with asyncio.TaskGroup() as group:
        group.create_task(work("c", 0.01))
    queue = asyncio.Queue()
    await queue.put(7)
    print(await queue.get(), await asyncio.to_thread(sum, [1, 2]))
    print(time.monotonic() - began < 2)

asyncio.run(main())
asyncio.run(asyncio.sleep(0.1))
`,
    "aio/wait.py": "import asyncio\nprint('waits', flush=True)\nasyncio.run(asyncio.sleep(100))\n",
  });
  expect(await works("python aio/main.py")).toBe("['a', 'b'] task\ntimed out\n7 3\nTrue\n");
  const line = await start("python aio/wait.py; echo ended $?");
  await line.shows(/waits/u);
  await line.type("\u0003");
  await line.shows(/KeyboardInterrupt[^]*ended 130/u);
  await line.stop();
});
