import type { Server } from "node:http";
import { expect, test, type Page } from "@playwright/test";
import type { BootRequest } from "../../lib/engine/protocol/page-messages";
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

async function open(tab: Page, options: Partial<BootRequest> = {}): Promise<void> {
  await tab.goto(url);
  await tab.evaluate((given) => page.boot(given), options);
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

test("an endless loop is killed at once, by the page and by ^C", async ({ page: tab }) => {
  await open(tab);
  const found = await tab.evaluate(async () => {
    const loop = await page.run(`print("looping"); while (true) {}`);
    await loop.shows("looping");
    const killed = performance.now();
    await page.kernel.ask({ type: "kill", pid: loop.pid, signal: 9 });
    const byPage = { ...(await loop.exit), took: performance.now() - killed };
    const typed = await page.run(`print("looping"); while (true) {}`, { pty: true });
    await typed.shows("looping");
    const typedAt = performance.now();
    await typed.type("\u0003");
    const { code, signal } = await page.kernel.ask({ type: "wait", pid: typed.pid }).catch(() => typed.exit);
    return { byPage, byKey: { code, signal, took: performance.now() - typedAt, shown: typed.text() } };
  });
  expect(found.byPage).toMatchObject({ code: 0, signal: 9 });
  expect(found.byKey).toMatchObject({ signal: 2, shown: "looping\r\n^C" });
  test.info().annotations.push({ type: "killed in ms", description: `${found.byPage.took} ${found.byKey.took}` });
  expect(found.byKey.took).toBeLessThan(250);
});

test("a fork bomb ends in EAGAIN, and everything can still be killed", async ({ page: tab }) => {
  await open(tab, { limits: { processes: 12 } });
  const found = await tab.evaluate(async () => {
    const bomb = await page.run(`
      const spec = { file: "node", args: ["node", args[1]], env: ["PATH=/usr/bin"], stdio: [{ type: "ignore" }, { type: "fd", fd: 1 }, { type: "fd", fd: 2 }] };
      for (;;) {
        const errno = sys.call(op.spawn, [], [JSON.stringify(spec)]);
        if (errno === -11) { print("EAGAIN"); break; }
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`);
    await bomb.shows("EAGAIN");
    const before = await page.kernel.ask({ type: "ps" });
    await page.kernel.ask({ type: "kill", pid: bomb.pid, signal: 9, tree: true });
    await bomb.exit;
    const after = await page.output(`return 5;`);
    return { before: before.length, left: await page.kernel.ask({ type: "ps" }), after };
  });
  expect(found.before).toBe(12);
  expect(found.left).toEqual([]);
  expect(found.after.code).toBe(5);
});

test("files, memory and disk have ends that are told, not died of", async ({ page: tab }) => {
  await open(tab, { limits: { totalBytes: 150 << 20, fileBytes: 120 << 20 } });
  const { output } = await tab.evaluate(() =>
    page.output(`
      let errno, opened = 0;
      for (;; opened++) if ((errno = sys.call(op.open, [O_CREAT | O_RDWR, 0o644], ["/tmp/f" + opened % 10])) < 0) break;
      print("open files: " + errno + " after " + (opened > 4000));
      for (let fd = 3; fd < opened + 3; fd++) sys.call(op.close, [fd]);
      const [fd] = call("open", [O_CREAT | O_RDWR, 0o644], ["/tmp/big"]);
      const megabyte = new Uint8Array(1 << 20).fill(7);
      const start = performance.now();
      for (let i = 0; i < 100; i++) call("write", [fd, -1], [megabyte]);
      print("wrote 100 MB: " + (call("fstat", [fd])[8] === 100 << 20));
      for (let i = 0; ; i++) if ((errno = sys.call(op.write, [fd, -1], [megabyte])) < 0) break;
      print("file too big: " + errno);
      const [other] = call("open", [O_CREAT | O_RDWR, 0o644], ["/tmp/other"]);
      for (let i = 0; ; i++) if ((errno = sys.call(op.write, [other, -1], [megabyte])) < 0) break;
      print("disk full: " + errno);
      call("unlink", [], ["/tmp/big"]);
      call("close", [fd]);
      call("write", [other, -1], [megabyte]);
      print("room again");`),
  );
  expect(output.split("\n")).toEqual([
    "open files: -24 after true",
    "wrote 100 MB: true",
    "file too big: -27",
    "disk full: -28",
    "room again",
    "",
  ]);
});

test("a pipe holds its writer back, and its end is told to both sides", async ({ page: tab }) => {
  await open(tab);
  const { output } = await tab.evaluate(() =>
    page.output(`
      const [read, write] = call("pipe");
      const spec = { file: "node", args: ["node", "/tmp/child.js"], env: ["PATH=/usr/bin"], stdio: [{ type: "ignore" }, { type: "fd", fd: write }, { type: "fd", fd: 2 }] };
      call("writeFile", [-1, O_CREAT | O_WRONLY, 0o644], ["/tmp/child.js", "const b = new Uint8Array(1 << 20).fill(65); call('write', [1, -1], [b]); print('!');"]);
      const [pid] = call("spawn", [], [JSON.stringify(spec)]);
      call("close", [write]);
      let bytes = 0, reads = 0;
      for (;;) {
        const [count] = call("read", [read, 65536, -1]);
        if (count === 0) break;
        bytes += count; reads++;
      }
      const [ended, code] = call("wait", [pid]);
      print(bytes + " " + (reads > 10) + " " + (ended === pid) + " " + code);
      const [r2, w2] = call("pipe");
      call("close", [r2]);
      print(sys.call(op.write, [w2, -1], ["x"]));`),
  );
  expect(output).toBe(`${(1 << 20) + 2} true true 0\n-32\n`);
});

test("loopback: a server answers the page and another process", async ({ page: tab }) => {
  await open(tab);
  const found = await tab.evaluate(async () => {
    const echo = await page.run(`
      const [fd] = call("socket", [socketFamily.ipv4]);
      call("bind", [fd, 3000], ["127.0.0.1"]);
      call("listen", [fd, 10]);
      print("up");
      for (;;) {
        const [peer] = call("accept", [fd]);
        call("read", [peer, 100, -1]);
        call("write", [peer, -1], ["echo " + textOf(sys.parts()[0])]);
        call("close", [peer]);
      }`);
    await echo.shows("up");
    const { port1, port2 } = new MessageChannel();
    await page.kernel.ask({ type: "connect", port: 3000, stream: port2 }, [port2]);
    const answer = new Promise<string>((resolve) => {
      let text = "";
      port1.onmessage = ({ data }) => {
        if (data.type === "data") text += new TextDecoder().decode(data.bytes);
        else if (data.type === "end") resolve(text);
      };
    });
    port1.postMessage({ type: "data", bytes: new TextEncoder().encode("page") });
    const fromPage = await answer;
    const client = await page.output(`
      const [fd] = call("socket", [socketFamily.ipv6]);
      print(sys.call(op.connect, [fd, 3001], ["::1"]));
      const [v4] = call("socket", [socketFamily.ipv4]);
      call("connect", [v4, 3000], ["127.0.0.1"]);
      call("write", [v4, -1], ["process"]);
      call("read", [v4, 100, -1]);
      print(textOf(sys.parts()[0]));`);
    await page.kernel.ask({ type: "kill", pid: echo.pid, signal: 15 });
    await echo.exit;
    const late = new MessageChannel();
    const gone = await page.kernel
      .ask({ type: "connect", port: 3000, stream: late.port1 }, [late.port1])
      .catch((error) => error.code);
    return { fromPage, client: client.output, gone, events: page.events.map((event) => event.type) };
  });
  expect(found.fromPage).toBe("echo page");
  expect(found.client).toBe("-111\necho process\n");
  expect(found.gone).toBe("ECONNREFUSED");
  expect(found.events).toEqual(["port-opened", "port-closed"]);
});

test("signals: handled, ignored, stopped and continued", async ({ page: tab }) => {
  await open(tab);
  const found = await tab.evaluate(async () => {
    const handler = await page.run(`
      call("sigaction", [signals.SIGTERM, disposition.handler]);
      print("ready");
      return await new Promise((resolve) => on((event) => { print(event.type + event.signal); resolve(7); }));`);
    await handler.shows("ready");
    await page.kernel.ask({ type: "kill", pid: handler.pid, signal: 15 });
    const handled = await handler.exit;
    const stubborn = await page.run(`
      call("sigaction", [signals.SIGTERM, disposition.ignore]);
      print("ready");
      while (true) {}`);
    await stubborn.shows("ready");
    await page.kernel.ask({ type: "kill", pid: stubborn.pid, signal: 15 });
    const alive = (await page.kernel.ask({ type: "ps" })).length;
    await page.kernel.ask({ type: "kill", pid: stubborn.pid, signal: 9 });
    const killed = await stubborn.exit;
    const stopped = await page.run(`for (let i = 0; ; i++) { call("nop", [1]); if (i === 100) print("going"); }`);
    await stopped.shows("going");
    await page.kernel.ask({ type: "kill", pid: stopped.pid, signal: 19 });
    const state = (await page.kernel.ask({ type: "ps" }))[0]?.state;
    await page.kernel.ask({ type: "kill", pid: stopped.pid, signal: 18 });
    const again = (await page.kernel.ask({ type: "ps" }))[0]?.state;
    await page.kernel.ask({ type: "kill", pid: stopped.pid, signal: 9 });
    return { handled, alive, killed, state, again };
  });
  expect(found.handled).toMatchObject({ code: 7, output: "ready\nsignal15\n" });
  expect(found.alive).toBe(1);
  expect(found.killed).toMatchObject({ signal: 9 });
  expect([found.state, found.again]).toEqual(["stopped", "running"]);
});

const mounts = [{ path: "/home/project", backing: { type: "opfs", name: "test" } }] as const;

test("what was acknowledged is there after the tab was closed in the middle of writing", async ({ browser }) => {
  const context = await browser.newContext();
  const first = await context.newPage();
  await open(first, { mounts });
  await first.evaluate(async () => {
    const writer = await page.run(`
      for (let i = 0; i < 1000; i++) {
        call("writeFile", [-1, O_CREAT | O_WRONLY | O_TRUNC, 0o644], ["/home/project/file-" + i, "content " + i]);
        print("wrote " + i);
      }`);
    await writer.shows("wrote 300\n");
    Object.assign(globalThis, { writer });
  });
  const seen = await first.evaluate(() => (globalThis as unknown as { writer: { text: () => string } }).writer.text());
  await first.close({ runBeforeUnload: false });
  const acknowledged = seen.trim().split("\n").length;
  const second = await context.newPage();
  await open(second, { mounts });
  const { output } = await second.evaluate(() =>
    page.output(`
      let whole = 0;
      for (let i = 0; i < 1000; i++) {
        if (sys.call(op.readFile, [-1], ["/home/project/file-" + i]) < 0) break;
        const text = textOf(sys.parts()[0]);
        if (text === "content " + i) whole++;
      }
      print(whole);`),
  );
  expect(acknowledged).toBeGreaterThanOrEqual(301);
  expect(Number(output)).toBeGreaterThanOrEqual(acknowledged);
  const third = await context.newPage();
  await third.goto(url);
  const refused = await third.evaluate((given) => page.boot({ mounts: given }).catch((error) => error.code), mounts);
  expect(refused).toBe("EBUSY");
  await context.close();
});

test("a small file is read whole in one trip, and nobody can tell", async ({ page: tab }) => {
  await open(tab);
  const { output } = await tab.evaluate(() =>
    page.output(`
      call("writeFile", [-1, O_CREAT | O_WRONLY, 0o644], ["/tmp/small", "0123456789"]);
      const whole = () => {
        const [fd] = call("open", [0, 0], ["/tmp/small"]);
        const size = call("fstat", [fd])[8];
        call("read", [fd, size, -1]);
        const text = textOf(sys.parts()[0]);
        const [end] = call("read", [fd, 10, -1]);
        call("close", [fd]);
        return [fd, size, text, end].join();
      };
      const before = call("rusage", [0])[6];
      print(whole() + " " + whole() + " calls " + (call("rusage", [0])[6] - before - 1));
      const [fd] = call("open", [0, 0], ["/tmp/small"]);
      call("read", [fd, 4, -1]);
      call("nop", [1]);
      call("read", [fd, 4, -1]);
      print(textOf(sys.parts()[0]));
      call("close", [fd]);
      print(sys.call(op.read, [fd, 1, -1]) + " " + sys.call(op.close, [fd]));
      const [late] = call("open", [0, 0], ["/tmp/small"]);
      call("writeFile", [-1, O_WRONLY | O_TRUNC, 0o644], ["/tmp/small", "changed"]);
      call("read", [late, 100, -1]);
      print(textOf(sys.parts()[0]));
      const rate = (count, act) => { for (let i = 0; i < 2000; i++) act(); const start = performance.now(); for (let i = 0; i < count; i++) act(); return Math.round(count / (performance.now() - start) * 1000); };
      print(rate(20000, whole));`),
  );
  const [first, ...rest] = output.trim().split("\n");
  expect(first).toBe("3,10,0123456789,0 3,10,0123456789,0 calls 2");
  expect(rest.slice(0, 3)).toEqual(["4567", "-9 -9", "changed"]);
  test.info().annotations.push({ type: "whole files read a second", description: rest[3] ?? "" });
});

test("deep recursion and gigabytes end in errors that a program can catch", async ({ page: tab }) => {
  await open(tab);
  const { output } = await tab.evaluate(() =>
    page.output(`
      const deep = (n) => deep(n + 1) + 1;
      try { deep(0); } catch (error) { print(error.name); }
      try { print(new Uint8Array(2 ** 30).length); } catch (error) { print(error.name); }
      try { new Uint8Array(2 ** 53); } catch (error) { print(error.name); }
      print(sys.call(op.nop, [1]));`),
  );
  expect(output).toBe(`RangeError\n${2 ** 30}\nRangeError\n0\n`);
});
