import type { Server } from "node:http";
import { expect, test } from "@playwright/test";
import type { KernelPage } from "./kernel/page";
import { serveKernel } from "./kernel/serve";

/** The tests' page is loaded with it; functions that are evaluated there see it as a global. */
declare const page: KernelPage;

let server: Server;
let url: string;

test.beforeAll(async () => {
  ({ server, url } = await serveKernel());
});
test.afterAll(() => {
  server.close();
});

/** Reads two files, and says what it read and how many calls reached the kernel for it; then writes to one and reads it again. */
const program = `
  const calls = () => call("rusage", [0])[6];
  sys.foresee("/bin/reader");
  const before = calls();
  const read = (path) => { call("readFile", [-1], [path]); return textOf(sys.parts()[0]); };
  call("lstat", [], ["/tmp/one"]);
  const texts = [read("/tmp/one"), read("/tmp/two")];
  const asked = calls() - before - 1;
  const [fd] = call("open", [O_CREAT | O_RDWR, 0o644], ["/tmp/other"]);
  call("write", [fd, -1], ["nobody foresaw this"]);
  call("lstat", [], ["/tmp/one"]);
  sys.post(op.writeFile, [-1, O_WRONLY | O_TRUNC, 0o644], ["/tmp/one", "mine"], () => undefined);
  texts.push(read("/tmp/one"));
  print(JSON.stringify({ asked, texts }));`;

test("a program's second start needs no question for what its first one asked, and sees what has changed", async ({
  page: tab,
}) => {
  await tab.goto(url);
  await tab.evaluate(() => page.boot({}));
  const write = (one: string) =>
    tab.evaluate(
      (text) =>
        page.output(
          `for (const name of ["one", "two"]) call("writeFile", [-1, O_CREAT | O_WRONLY | O_TRUNC, 0o644], ["/tmp/" + name, "${text} " + name]);`,
        ),
      one,
    );
  const run = async () => {
    const { output, code } = await tab.evaluate((text) => page.output(text), program);
    expect(code, output).toBe(0);
    return JSON.parse(output) as { asked: number; texts: string[] };
  };
  await write("first");
  expect(await run()).toEqual({ asked: 3, texts: ["first one", "first two", "mine"] });
  await write("second");
  expect(await run()).toEqual({ asked: 0, texts: ["second one", "second two", "mine"] });

  // Another tab knows it, too, once it has been kept.
  await expect
    .poll(() =>
      tab.evaluate(async () => {
        const root = await navigator.storage.getDirectory();
        const kept = await root.getFileHandle("reading-lists.json");
        return (await kept.getFile()).text();
      }),
    )
    .toContain("/bin/reader");
  await tab.reload();
  await tab.evaluate(() => page.boot({}));
  await write("third");
  expect(await run()).toEqual({ asked: 0, texts: ["third one", "third two", "mine"] });
});
