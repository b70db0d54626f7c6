import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readHttpServerLine, serveFolder } from "./http-server";

let folder: string;
let server: Server;
let lines: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "served-"));
  mkdirSync(join(folder, "site"));
  mkdirSync(join(folder, "list"));
  writeFileSync(join(folder, "site/index.html"), "<p>home</p>");
  writeFileSync(join(folder, "list/a & b.txt"), "text");
  lines = [];
  server = serveFolder({ folder }, (line) => lines.push(line));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { redirect: "manual", ...init });

test("serves files, a folder's own page, or a list of what is in it, and writes a line for each", async () => {
  expect(await (await ask("/site/")).text()).toBe("<p>home</p>");
  const file = await ask("/list/a%20&%20b.txt?x=1");
  expect([file.headers.get("content-type"), await file.text()]).toEqual(["text/plain", "text"]);
  expect(await (await ask("/list/")).text()).toContain('<li><a href="a%20&amp;%20b.txt">a &amp; b.txt</a></li>');
  expect((await ask("/site")).headers.get("location")).toBe("/site/");
  expect(lines[0]).toMatch(
    /^127\.0\.0\.1 - - \[\d\d\/[A-Z][a-z]{2}\/\d{4} \d\d:\d\d:\d\d\] "GET \/site\/ HTTP\/1\.1" 200 -\n$/u,
  );
});

test("nothing outside of the folder, and nothing but reading", async () => {
  for (const path of ["/none", "/..%2f..%2fetc/passwd", "/%00", "/%zz"]) expect((await ask(path)).status).toBe(404);
  expect((await ask("/", { method: "POST" })).status).toBe(501);
  expect(await (await ask("/site/", { method: "HEAD" })).text()).toBe("");
});

test("reads its command line as Python does", () => {
  expect(readHttpServerLine([])).toMatchObject({ port: 8000, bind: undefined });
  expect(readHttpServerLine(["9000", "-d", "/x", "--bind=127.0.0.1"])).toEqual({
    port: 9000,
    bind: "127.0.0.1",
    folder: "/x",
  });
  for (const args of [["99999"], ["--cgi"], ["-d"]]) expect(readHttpServerLine(args)).toBeUndefined();
});
