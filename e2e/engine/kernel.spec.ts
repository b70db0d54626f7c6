import type { Server } from "node:http";
import { expect, test, type Page } from "@playwright/test";
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

async function open(tab: Page): Promise<void> {
  await tab.goto(url);
  await tab.evaluate(() => page.boot());
}

test("a program writes, reads and ends with its code", async ({ page: tab }) => {
  await open(tab);
  const ran = await tab.evaluate(() =>
    page.output(`
      const [fd] = call("open", [O_CREAT | O_RDWR, 0o644], ["/tmp/file"]);
      call("write", [fd, -1], ["hello"]);
      call("read", [fd, 100, 0]);
      print(textOf(sys.parts()[0]));
      return 3;`),
  );
  expect(ran).toMatchObject({ code: 3, signal: 0, output: "hello\n" });
});

test("a process calls the kernel often enough for Node's file system to be quick", async ({ page: tab }) => {
  await open(tab);
  const rates = await tab.evaluate(() =>
    page.output(`
      const [fd] = call("open", [O_CREAT | O_RDWR, 0o644], ["/tmp/kilobyte"]);
      call("write", [fd, -1], [new Uint8Array(1024)]);
      const rate = (count, act) => {
        for (let i = 0; i < 2000; i++) act();
        const start = performance.now();
        for (let i = 0; i < count; i++) act();
        return Math.round(count / (performance.now() - start) * 1000);
      };
      print(JSON.stringify({
        nop: rate(50000, () => sys.call(op.nop, [1])),
        stat: rate(50000, () => sys.call(op.stat, [], ["/tmp/kilobyte"])),
        missing: rate(50000, () => sys.call(op.stat, [], ["/tmp/nothing"])),
        readFile: rate(50000, () => sys.call(op.readFile, [-1], ["/tmp/kilobyte"])),
        write: rate(20000, () => sys.call(op.write, [fd, 0], ["x"])),
      }));`),
  );
  const found = JSON.parse(rates.output) as Record<string, number>;
  test.info().annotations.push({ type: "calls a second", description: rates.output.trim() });
  expect(found.stat).toBeGreaterThan(45_000 / 3);
});
