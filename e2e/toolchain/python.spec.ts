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

test("what isn't there is said in a line, and an environment can be entered", async () => {
  const { run, works } = computer();
  for (const line of [
    "pip install requests -i http://localhost:9",
    "python -m pip install -i http://localhost:9 requests",
  ])
    expect(await run(line)).toEqual({
      code: 1,
      output: expect.stringMatching(/^ERROR: No package index can be reached at [^\n]*--index-url[^\n]*\n$/u),
    });
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
    "c/tasks.py": "import asyncio\nprint('waits', flush=True)\nasyncio.run(asyncio.sleep(100))\n",
    "c/caught.py":
      "import time\ntry:\n    print('begun', flush=True)\n    time.sleep(100)\nexcept KeyboardInterrupt:\n    print('caught')\n",
  });
  const shell = await start("sh");
  await shell.shows(/\$ $/u);
  for (const [file, sign, end, code] of [
    ["loop.py", /\nbusy\n/u, /\n {4}while True: pass[^]*\nKeyboardInterrupt\n/u, 130],
    ["sleep.py", /\nsleepy\n/u, /line 3, in <module>\n {4}time.sleep\(100\)\n.*\nKeyboardInterrupt\n/u, 130],
    ["ask.py", /\nwho\? /u, /\nKeyboardInterrupt\n/u, 130],
    ["tasks.py", /\nwaits\n/u, /\nKeyboardInterrupt\n/u, 130],
    ["caught.py", /\nbegun\n/u, /caught\n/u, 0],
  ] as const) {
    await shell.type(`python c/${file}\r`);
    await shell.shows(sign);
    const asked = Date.now();
    await shell.type("\u0003");
    expect(await shell.shows(/\$ $/u)).toMatch(end);
    expect(Date.now() - asked).toBeLessThan(3000);
    await shell.type("echo ended $?\r");
    expect(await shell.shows(/\nended \d+\n/u)).toContain(`\nended ${code}\n`);
  }
  await shell.stop();
  expect(
    await works("python -c 'import time; a=time.monotonic(); time.sleep(0.2); print(0.19 < time.monotonic()-a < 1.5)'"),
  ).toBe("True\n");
});

test("^C at the prompt leaves the line and what runs, and Python goes on", async () => {
  const { start } = computer();
  const shell = await start("sh");
  await shell.shows(/\$ $/u);
  await shell.type("python\r");
  await shell.shows(/>>> /u);
  await shell.type("1 + \u0003");
  await shell.shows(/KeyboardInterrupt\n>>> /u);
  await shell.type("while True: pass\r\r");
  await shell.shows(/\.\.\. /u);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await shell.type("\u0003");
  await shell.shows(/KeyboardInterrupt\n>>> /u);
  await shell.type("exit(3)\r");
  await shell.shows(/\$ $/u);
  await shell.type("echo ended $?\r");
  await shell.shows(/\nended 3\n/u);
  await shell.stop();
});

test("what is to be done at the end is done, and what was printed is written, however it ends", async () => {
  const { write, run } = computer();
  await write({
    "end.py":
      "import atexit, sys\nclass Last:\n    def __del__(self): print('deleted')\nlast = Last()\n" +
      "atexit.register(print, 'bye')\nprint('no newline', end='')\nif sys.argv[1:]: sys.exit(int(sys.argv[1]))\n",
  });
  expect(await run("python end.py")).toEqual({ code: 0, output: "no newlinebye\ndeleted\n" });
  expect(await run("python end.py 3")).toEqual({ code: 3, output: "no newlinebye\ndeleted\n" });
});

test("the command line, the environment and the clock are this program's, not those of the Python that was kept", async () => {
  const { write, works, run } = computer();
  await write({
    "lib/extra.py": "print('extra')\n",
    "seed.py": "import random, sys\nprint(random.random(), hash('x'), sys.flags.optimize, sys.warnoptions)\nassert 0\n",
    "who.py":
      "import sys, os\nprint(sys.argv, sys.executable, sys.path[0], os.getcwd(), os.environ['A'], sorted(dir()))\n",
  });
  expect(await works("PYTHONPATH=lib python -c 'import extra'")).toBe("extra\n");
  expect((await run("PYTHONPATH=lib python -E -c 'import extra'")).output).toContain("ModuleNotFoundError");
  const [first, second] = [await works("python -O -W error seed.py"), await works("python -O -W error seed.py")];
  expect(first).toMatch(/ 1 \['error'\]\n$/u);
  expect(first.split(" ")[0]).not.toBe(second.split(" ")[0]);
  expect(await works("cd lib && A=b python3 ../who.py x")).toBe(
    "['../who.py', 'x'] /usr/bin/python3 /home/project /home/project/lib b ['__builtins__', '__cached__', '__doc__', '__file__', '__loader__', '__name__', '__package__', '__spec__', 'os', 'sys']\n",
  );
  expect(await works("python -c 'import time; print(abs(time.time() - '$(date +%s)') < 100)'")).toBe("True\n");
  expect(await run("python -Z")).toMatchObject({
    code: 2,
    output: expect.stringMatching(/^Unknown option: -Z\nusage/u),
  });
  expect(await works("python3 --version")).toMatch(/^Python 3\.14/u);
});

test("asyncio runs tasks side by side, with timeouts", async () => {
  const { write, works } = computer();
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
  });
  expect(await works("python aio/main.py")).toBe("['a', 'b'] task\ntimed out\n7 3\nTrue\n");
});

test("subprocess, os.system, os.popen and pipes run the computer's programs", async () => {
  const { write, works, start } = computer();
  await write({
    "sub.py": `import os, signal, subprocess, sys
print(subprocess.run(["echo", "hi"], capture_output=True, text=True))
print(len(subprocess.check_output(["cat"], input=b"x" * 200000)))
print(subprocess.run("echo $A; exit 3", shell=True, env={**os.environ, "A": "b"}, stdout=subprocess.PIPE).returncode)
for command in (["no-such-program"], ["sleep", "5"]):
    try:
        subprocess.run(command, timeout=0.3)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(type(error).__name__, getattr(error, "filename", ""))
talk = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
for line in ("one", "two"):
    print(line, file=talk.stdin, flush=True)
    print(talk.stdout.readline(), end="")
print(talk.poll(), talk.communicate(), talk.wait())
killed = subprocess.Popen(["sleep", "50"])
killed.terminate()
print(killed.wait(), os.popen("echo popen").read().strip(), os.system("exit 4") >> 8)
with open("both.txt", "w") as both:
    print("first", file=both, flush=True)
    subprocess.run(["echo", "second"], stdout=both)
    print("third", file=both)
print(open("both.txt").read().split())
print(subprocess.run([sys.executable, "-c", "import sys; print('child', sys.argv[1])", "a"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout)
signal.signal(signal.SIGTERM, lambda number, frame: print("told", number))
os.kill(os.getpid(), signal.SIGTERM)
signal.signal(signal.SIGINT, signal.SIG_IGN)
os.kill(os.getpid(), signal.SIGINT)
print(subprocess.getstatusoutput("pwd; echo err >&2; exit 2"), subprocess.run(["pwd"], cwd="/tmp", stdout=-1).stdout)
`,
    "pool.py": `import threading
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(4) as pool:
    print(list(pool.map(lambda number: number * 2, range(4))), pool.submit(int, "x").exception())
threading.Thread(target=print).start()
`,
    "wait.py": "import subprocess\nprint('waits', flush=True)\nsubprocess.run(['sleep', '100'])\n",
  });
  expect(await works("python sub.py")).toBe(
    [
      "CompletedProcess(args=['echo', 'hi'], returncode=0, stdout='hi\\n', stderr='')",
      "200000",
      "3",
      "FileNotFoundError no-such-program",
      "TimeoutExpired ",
      "one",
      "two",
      "None ('', None) 0",
      "-15 popen 4",
      "['first', 'second', 'third']",
      "b'child a\\n'",
      "told 15",
      "(2, '/home/project\\nerr') b'/tmp\\n'",
      "",
    ].join("\n"),
  );
  expect((await computer().run("python pool.py")).output).toMatch(
    /^\[0, 2, 4, 6\] invalid literal[^\n]*\nTraceback[^]*RuntimeError: can't start new thread: .*asyncio/u,
  );
  const shell = await start("sh");
  await shell.shows(/\$ $/u);
  await shell.type("python wait.py\r");
  await shell.shows(/\nwaits\n/u);
  await shell.type("\u0003");
  expect(await shell.shows(/\$ $/u)).toMatch(/\nKeyboardInterrupt\n/u);
  await shell.stop();
});

test("python -m http.server serves a folder until ^C", async () => {
  const { write, works, start } = computer();
  await write({ "www/index.html": "<p>served by python</p>\n", "www/sub/a.txt": "text\n" });
  const shell = await start("sh");
  await shell.shows(/\$ $/u);
  await shell.type("python -m http.server 8123 -d www\r");
  await shell.shows(/Serving HTTP on 0\.0\.0\.0 port 8123 \(http:\/\/0\.0\.0\.0:8123\/\) \.\.\.\n/u);
  expect(await works("curl -s localhost:8123/ localhost:8123/sub/")).toMatch(
    /^<p>served by python[^]*listing for \/sub\/[^]*a\.txt/u,
  );
  await shell.shows(/"GET \/sub\/ HTTP\/1\.1" 200 -/u);
  await shell.type("\u0003");
  await shell.shows(/Keyboard interrupt received, exiting\.\n[^]*\$ $/u);
  await shell.stop();
});
