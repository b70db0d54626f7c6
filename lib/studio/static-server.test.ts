import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { staticServer } from "./static-server.data";

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

test("the small server serves a folder's pages and nothing outside of it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "static-server-"));
  await writeFile(join(folder, "index.html"), "<p>hello</p>");
  await writeFile(join(folder, "a b.css"), "p {}");
  const port = await freePort();
  const env = { ...process.env, PORT: String(port) };
  const server = spawn(process.execPath, ["--input-type=module", "-e", staticServer], { cwd: folder, env });
  try {
    await once(server.stdout, "data");
    const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    const page = await get("/");
    expect([page.headers.get("content-type"), await page.text()]).toEqual(["text/html; charset=utf-8", "<p>hello</p>"]);
    expect((await get("/a%20b.css")).headers.get("content-type")).toBe("text/css; charset=utf-8");
    expect((await get("/missing.js")).status).toBe(404);
    expect((await get("/%2e%2e%2f%2e%2e%2fetc%2fpasswd")).status).toBe(404);
  } finally {
    server.kill();
    await rm(folder, { recursive: true });
  }
});
