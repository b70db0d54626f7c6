import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "../../..");
const scripts = {
  "/kernel.js": "lib/engine/kernel/kernel-worker.ts",
  "/process.js": "e2e/engine/kernel/process.ts",
  "/page.js": "e2e/engine/kernel/page.ts",
} as const;

const isolation = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
};

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    write: false,
    format: "iife",
    target: "chrome120",
    tsconfig: join(root, "tsconfig.json"),
  });
  return outputFiles[0]?.text ?? "";
}

/** Serves the kernel with processes of the suite's own, isolated as shared memory needs it. */
export async function serveKernel(): Promise<{ readonly url: string; readonly server: Server }> {
  const bodies = new Map<string, string>([["/", "<!doctype html><title>kernel</title><script src=/page.js></script>"]]);
  for (const [path, entry] of Object.entries(scripts)) bodies.set(path, await bundle(entry));
  const server = createServer((request, response) => {
    const body = bodies.get(new URL(request.url ?? "/", "http://kernel").pathname);
    const type = request.url === "/" ? "text/html" : "text/javascript";
    response.writeHead(body === undefined ? 404 : 200, { ...isolation, "content-type": type });
    response.end(body);
  });
  const port = Number(process.env.TABSMITH_KERNEL_PORT ?? 0);
  await new Promise<void>((resolve) => {
    server.listen(port, "127.0.0.1", resolve);
  });
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, server };
}
