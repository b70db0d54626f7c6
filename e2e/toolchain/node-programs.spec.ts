import { expect, test } from "../fixtures/test";
import { oneComputer } from "./computer";

const computer = oneComputer();

test("what a shell does itself is started as a program as well", async () => {
  const { write, works } = computer();
  await write({
    "spawn.cjs": `const { spawnSync } = require("node:child_process");
      const ran = (file, ...args) => { const { status, stdout } = spawnSync(file, args); return [status, String(stdout)]; };
      console.log(JSON.stringify([ran("echo", "a", "b"), ran("pwd"), ran("printf", "%s-", "x", "y"), ran("test", "1", "-lt", "2"), ran("false")]));`,
  });
  expect(JSON.parse(await works("node spawn.cjs"))).toEqual([
    [0, "a b\n"],
    [0, expect.stringMatching(/^\/home\/\S+\n$/u)],
    [0, "x-y-"],
    [0, ""],
    [1, ""],
  ]);
});

test("http is served at a path, and a process that can't be is told so", async () => {
  const { write, works, run } = computer();
  await write({
    "unix.cjs": `const http = require("node:http");
      const server = http.createServer((asked, answer) => answer.end("at " + asked.url)).listen("/tmp/app.sock", async () => {
        http.get({ socketPath: "/tmp/app.sock", path: "/here" }, (answer) => {
          answer.on("data", (bytes) => console.log(String(bytes))).on("end", () =>
            server.close(() => server.listen("/tmp/app.sock", () => server.close(() => console.log("again")))),
          );
        });
      });`,
  });
  expect(await works("node unix.cjs")).toBe("at /here\nagain\n");
  expect((await run("kill nonsense; echo $?")).output).toMatch(
    /kill: nonsense: arguments must be process or job IDs\n1\n$/u,
  );
});

test("a server that would have to encrypt tells each client's end, and what it can be instead", async () => {
  const { write, works } = computer();
  await write({
    "secure.cjs": `const https = require("node:https");
      const server = https.createServer({}, () => console.log("asked"));
      server.on("tlsClientError", ({ code, message }) => console.log(code, message));
      server.listen(0, () => {
        const { port } = server.address();
        https.get({ port, rejectUnauthorized: false }).on("error", ({ code }) => { console.log(code); server.close(); });
      });`,
  });
  expect(await works("node secure.cjs")).toBe(
    "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM tabsmith can't be a TLS server: serve plain HTTP; the preview's own address is secure.\nECONNRESET\n",
  );
});

test("stack traces and assertions of modules point at the source as it was written", async () => {
  const { write, works, run } = computer();
  await write({
    "place.mjs": `import assert from "node:assert";
import { join } from "node:path";
try { assert.ok(0 === 2); } catch ({ message }) { console.log(message.split("\\n")[2].trim()); }
const before = 1; try { join(1, join("x")); } catch ({ stack }) { console.log(/place.mjs:\\d+:\\d+/.exec(stack)[0]); }
`,
    "thrown.mjs": `import { sep } from "node:path";\nconst value = [sep, sep, sep]; throw new Error("here");\n`,
  });
  expect(await works("node place.mjs")).toBe("assert.ok(0 === 2)\nplace.mjs:4:25\n");
  const { code, output } = await run("node thrown.mjs");
  expect([code, output.split("\n")[2]]).toEqual([1, `${" ".repeat(37)}^`]);
});

test("a program that breaks the language's prototypes ends, and leaves the shell well", async () => {
  const { write, run } = computer();
  await write({
    "broken.cjs": `const iterator = Reflect.getPrototypeOf([].values());
      iterator.next = () => { throw new Error("broken"); };
      setTimeout(() => { throw new Error("fatal"); }, 10);`,
  });
  expect((await run("node broken.cjs; echo ended $?")).output).toMatch(/ended [1-9]\d*\n$/u);
});

test("the user, histograms and the loop's use are told as Node tells them", async () => {
  const { write, works } = computer();
  await write({
    "tell.cjs": `const [os, fs] = [require("node:os"), require("node:fs")];
      const { createHistogram, performance, monitorEventLoopDelay } = require("node:perf_hooks");
      const histogram = createHistogram(); for (let value = 1; value <= 1000; value++) histogram.record(value);
      const delay = monitorEventLoopDelay({ resolution: 5 }); delay.enable();
      setTimeout(() => {
        delay.disable();
        const { idle, utilization } = performance.eventLoopUtilization();
        fs.writeFileSync("own", "");
        console.log(JSON.stringify([os.userInfo().username, process.getuid() === fs.statSync("own").uid, histogram.mean, histogram.percentile(99), delay.count > 0, idle > 0, utilization < 1]));
      }, 300);`,
  });
  expect(JSON.parse(await works("node tell.cjs"))).toEqual(["user", true, 500.5, 990, true, true, true]);
});

test("lines are handed to programs, time is limited, and processes are listed and signalled", async () => {
  const { write, works, run } = computer();
  await write({ "names.txt": "one\ntwo words\nthree\n", "wait.cjs": "setTimeout(() => {}, 60_000);" });
  expect(await works("xargs -d '\\n' -n 2 echo got < names.txt")).toBe("got one two words\ngot three\n");
  expect(await works("yes | head -2")).toBe("y\ny\n");
  expect((await run("timeout 0.2 node -e 'for (;;);'; echo $?")).output).toBe("124\n");
  const { output } = await run("node wait.cjs & sleep 0.5; ps -o args= -p $!; pkill -x node; wait $!; echo $?");
  expect(output).toBe("node wait.cjs\n143\n");
  expect(await works("sleep 1 | sed -i s/one/1/ names.txt; head -1 names.txt; id -un")).toBe("1\nuser\n");
});
