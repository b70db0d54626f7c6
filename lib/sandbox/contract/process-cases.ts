import { expectCode, expectEqual, expectTrue, readUntil, runNode, textFrom, type ContractCase } from "./contract-case";

const endless = "process.stdout.write('spinning'); for (;;);";
const pty = { columns: 80, rows: 24 };

async function within<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_resolve, reject) => {
      setTimeout(() => {
        reject(new Error(`${what} took longer than ${ms} ms`));
      }, ms);
    }),
  ]);
}

export const processCases: readonly ContractCase[] = [
  {
    title: "a program's output and exit code arrive, output first",
    run: async (place) => {
      const { output, exit } = await runNode(place, "console.log('out'); console.error('err'); process.exitCode = 3");
      expectEqual([output, exit.code], ["out\nerr\n", 3]);
    },
  },
  {
    title: "an exit can be awaited without reading",
    run: async ({ sandbox }) => {
      const process = await sandbox.spawn("node", ["-e", "console.log('unread')"]);
      expectEqual((await process.exit).code, 0);
      expectEqual(await textFrom(process.output), "unread\n");
    },
  },
  {
    title: "environment, arguments and folder are those that were asked for",
    run: async (place) => {
      const { sandbox, folder } = place;
      const script = "console.log(JSON.stringify([process.env.A, process.env.B, process.cwd()]))";
      const { output } = await runNode(place, script, { env: { A: "1", B: "x y=z" }, cwd: folder });
      expectEqual(JSON.parse(output), ["1", "x y=z", `${sandbox.cwd}/${folder}`]);
    },
  },
  {
    title: "a program sees the files, and its own are seen",
    run: async (place) => {
      const { sandbox, folder } = place;
      await sandbox.files.write(`${folder}/in`, "42");
      await runNode(place, `fs.writeFileSync("${folder}/out", fs.readFileSync("${folder}/in", "utf8") + "!")`);
      expectEqual(new TextDecoder().decode(await sandbox.files.read(`${folder}/out`)), "42!");
    },
  },
  {
    title: "text that was cut in the middle of a sign arrives whole",
    run: async (place) => {
      const script = "for (const b of Buffer.from('é€😀'.repeat(200))) fs.writeSync(1, Buffer.from([b]))";
      expectEqual((await runNode(place, script)).output, "é€😀".repeat(200));
    },
  },
  {
    title: "5 MiB of output arrive complete",
    run: async (place) => {
      const { output } = await runNode(
        place,
        "for (let i = 0; i < 5120; i++) process.stdout.write('x'.repeat(1023) + '\\n')",
      );
      expectEqual(output.length, 5120 * 1024);
    },
  },
  {
    title: "a command that doesn't exist is an error with a code",
    run: async ({ sandbox }) => {
      await expectCode(sandbox.spawn("no-such-command", []), "ENOENT");
    },
  },
  {
    title: "input reaches a program that reads it",
    run: async ({ sandbox }) => {
      const script = "process.stdin.once('data', (text) => { console.log('got ' + text); process.exit(); })";
      const process = await sandbox.spawn("node", ["-e", script], { pty });
      await process.write("ping\r");
      expectTrue((await textFrom(process.output)).includes("got ping"), "the input didn't arrive");
      expectEqual((await process.exit).code, 0);
    },
  },
  {
    title: "a terminal has the size that it was given, and then the one it got",
    run: async ({ sandbox }) => {
      const script =
        "const say = () => console.log(process.stdout.columns + 'x' + process.stdout.rows); say(); process.stdout.on('resize', () => { say(); process.exit(); }); setTimeout(() => {}, 20000)";
      const process = await sandbox.spawn("node", ["-e", script], { pty: { columns: 91, rows: 33 } });
      await readUntil(process, /91x33/);
      process.resize({ columns: 70, rows: 20 });
      await readUntil(process, /70x20/);
      await process.exit;
    },
  },
  {
    title: "^C ends an endless loop within a second",
    run: async ({ sandbox }) => {
      const process = await sandbox.spawn("node", ["-e", endless], { pty });
      await readUntil(process, /spinning/);
      const at = performance.now();
      await process.write("\x03");
      const exit = await within(process.exit, 1000, "^C");
      expectTrue(exit.code === 130, `exit code ${exit.code} after ${Math.round(performance.now() - at)} ms`);
    },
  },
  {
    title: "kill ends an endless loop, and one that ignores being asked",
    run: async ({ sandbox }) => {
      const process = await sandbox.spawn("node", ["-e", `process.on("SIGTERM", () => {}); ${endless}`]);
      await readUntil(process, /spinning/);
      process.kill("SIGKILL");
      const exit = await within(process.exit, 3000, "SIGKILL");
      expectTrue(exit.code > 128, `exit code ${exit.code}`);
    },
  },
  {
    title: "aborting ends the program",
    run: async ({ sandbox }) => {
      const control = new AbortController();
      const process = await sandbox.spawn("node", ["-e", endless], { signal: control.signal });
      await readUntil(process, /spinning/);
      control.abort();
      expectTrue((await within(process.exit, 4000, "aborting")).code > 128, "it ended by itself");
      await expectCode(sandbox.spawn("node", ["-e", ""], { signal: control.signal }), "ABORT_ERR");
    },
  },
  {
    title: "a program starts another and hears of its end",
    run: async (place) => {
      const script =
        "const { spawnSync } = require('child_process'); const r = spawnSync(process.execPath, ['-e', 'console.log(6 * 7); process.exit(5)']); console.log(r.status + ' ' + r.stdout)";
      expectEqual((await runNode(place, script)).output, "5 42\n\n");
    },
  },
  {
    title: "the end of a program is heard though others that it started still hold its terminal",
    run: async ({ sandbox }) => {
      const script =
        "const { spawn } = require('child_process'); let up = 0; for (let i = 0; i < 2; i++) spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'inherit' }).on('spawn', () => { if (++up === 2) process.exit(7); })";
      const process = await sandbox.spawn("node", ["-e", script], { pty });
      expectEqual((await within(process.exit, 10_000, "the exit")).code, 7);
    },
  },
];
