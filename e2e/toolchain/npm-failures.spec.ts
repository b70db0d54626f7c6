import { expect, test } from "../fixtures/test";
import { oneComputer } from "./computer";

const computer = oneComputer();

const manifest = (name: string) => ({
  name,
  version: "1.0.0",
  private: true,
  dependencies: { "is-number": "7.0.0" },
});

/** A project with one package, and what has to hold of it after an install of another one failed. */
async function project(
  name: string,
): Promise<{ stillWhole: () => Promise<void>; nextInstallWorks: () => Promise<void> }> {
  const { write, works } = computer();
  await write({ [`${name}/package.json`]: manifest(name) });
  await works(`cd ${name} && npm install`);
  const before = await works(`cd ${name} && cat package.json package-lock.json`);
  return {
    stillWhole: async () => {
      expect(await works(`cd ${name} && cat package.json package-lock.json`)).toBe(before);
      expect(await works(`cd ${name} && ls -A node_modules && npm ls && node -p 'require("is-number")(3)'`)).toMatch(
        /^\.package-lock\.json\nis-number\n[^\n]*\n└── is-number@7\.0\.0\n\ntrue\n$/u,
      );
    },
    nextInstallWorks: async () => {
      await works(`cd ${name} && npm install lodash@4.17.21`);
      const program = `console.log(require("lodash").VERSION, require("is-number")(3))`;
      expect(await works(`cd ${name} && npm ls && node -e '${program}' && npm ci && node -e '${program}'`)).toMatch(
        /lodash@4\.17\.21\n\n4\.17\.21 true\n[^]*4\.17\.21 true\n$/u,
      );
    },
  };
}

/** Leaves so many bytes: one at the end of a large file takes up all before it. */
const fill = `
const fs = require("fs");
for (let count = 0; ; count++) {
  const { bavail, bsize } = fs.statfsSync("/");
  const free = bavail * bsize - Number(process.argv[2]);
  if (free < 8192) break;
  const file = fs.openSync("/tmp/fill" + count, "w");
  fs.writeSync(file, "x", Math.min(free, 1000 * 1024 * 1024) - 1);
  fs.closeSync(file);
}
`;

test("a disk that is full in the middle of an install: ENOSPC, nothing half-written, and the next one works", async () => {
  const { write, works, run } = computer();
  const { stillWhole, nextInstallWorks } = await project("full");
  await write({ "fill.js": fill });
  await works("node fill.js 300000");
  const ran = await run("cd full && npm install lodash@4.17.21");
  await works("rm /tmp/fill*");
  expect([ran.code, ran.output]).toEqual([
    228,
    expect.stringMatching(/^npm error code ENOSPC\n[^]*insufficient space/u),
  ]);
  await stillWhole();
  await nextInstallWorks();
});

/** A registry whose archives break off in the middle. */
const breaking = `
const http = require("http");
http.createServer((request, answer) => {
  http.get("http://registry.npmjs.org" + request.url, (response) => {
    const pieces = [];
    response.on("data", (piece) => pieces.push(piece)).on("end", () => {
      const body = Buffer.concat(pieces);
      if (!request.url.endsWith(".tgz"))
        return answer.end(body.toString().replaceAll(/https?:[^"]*?(?=\\/lodash\\/-\\/)/g, "http://localhost:4873"));
      answer.writeHead(200, { "content-length": body.length });
      answer.write(body.subarray(0, body.length / 2), () => setTimeout(() => answer.destroy(), 20));
    });
  });
}).listen(4873, () => console.log("listens"));
`;

test("a network that is gone half way: npm's own code, nothing half-written, and the next one works", async () => {
  const { write, run, start } = computer();
  const { stillWhole, nextInstallWorks } = await project("cut");
  await write({ "breaking.js": breaking });
  const registry = await start("node breaking.js");
  await registry.shows(/listens/u);
  const ran = await run(
    "cd cut && npm install lodash@4.17.21 --registry http://localhost:4873/ --fetch-retries 0 --prefer-online --cache /tmp/empty-cache",
  );
  await registry.stop();
  expect([ran.code, ran.output]).toEqual([1, expect.stringMatching(/^npm error code ECONNRESET\nnpm error network /u)]);
  await stillWhole();
  const gone = await run("cd cut && npm install left-pad@1.3.0 --registry http://localhost:4873/ --fetch-retries 0");
  expect([gone.code, gone.output]).toEqual([1, expect.stringContaining("npm error code ECONNREFUSED\n")]);
  await stillWhole();
  await nextInstallWorks();
});

test("^C in the middle of an install puts back what was there, and the next one works", async () => {
  const { start } = computer();
  const { stillWhole, nextInstallWorks } = await project("ended");
  const shell = await start("sh");
  await shell.shows(/\$ $/u);
  await shell.type(
    "cd ended; (until [ -e node_modules/typescript/package.json ]; do sleep 0.02; done; echo under way) &\r",
  );
  await shell.shows(/\$ $/u);
  await shell.type("npm install typescript@5.9.3\r");
  await shell.shows(/under way/u);
  await shell.type("\u0003");
  expect(await shell.shows(/\$ $/u)).toMatch(/npm error signal SIGINT/u);
  await shell.type("echo ended $?\r");
  expect(await shell.shows(/ended \d+\n/u)).not.toContain("ended 0\n");
  await shell.stop();
  await stillWhole();
  await nextInstallWorks();
});

test("a lockfile that is broken in other ways is read as npm reads it, or named", async () => {
  const { write, run, works } = computer();
  const { nextInstallWorks } = await project("locks");
  const line = "cd locks && npm ci";
  await write({ "locks/package-lock.json": "{ broken" });
  expect(await run(line)).toMatchObject({ code: 1, output: expect.stringMatching(/^npm error /mu) });
  await write({ "locks/package-lock.json": '{"name":"locks","lockfileVersion":3,"packages":{}}' });
  expect(await run(line)).toMatchObject({ code: 1, output: expect.stringContaining("npm error code EUSAGE\n") });
  await works("cd locks && rm package-lock.json");
  expect(await run(line)).toMatchObject({ code: 1, output: expect.stringContaining("npm error code EUSAGE\n") });
  await nextInstallWorks();
});
