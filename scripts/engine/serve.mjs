import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const assets = fileURLToPath(new URL("../../public/engine/", import.meta.url));

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
};

const isolated = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "origin-agent-cluster": "?1",
};

async function sandboxAnswer(path, framers) {
  const file = path === "/headless" ? "headless.html" : /^\/__tabsmith\/(.+)$/.exec(path)?.[1];
  const name = file === undefined ? ".." : normalize(file);
  if (name.startsWith("..")) return { status: 404, headers: isolated, body: "There is nothing here.\n" };
  const body = await readFile(join(assets, name));
  const hashed = /[.-][0-9a-f]{12,}\.[^/]+$/.test(name);
  return {
    status: 200,
    body,
    headers: {
      ...isolated,
      "content-type": types[extname(name)] ?? "application/octet-stream",
      "cross-origin-resource-policy": "cross-origin",
      "content-security-policy": `frame-ancestors ${framers}`,
      "service-worker-allowed": "/",
      "cache-control": hashed ? "public, max-age=31536000, immutable" : "no-cache",
    },
  };
}

/**
 * The engine's two origins without the app, for benches and conformance runs: the sandbox serves what was built, the app's
 * origin the pages that are given (path → [type, text]).
 * `embedders` are further origins that may frame the engine.
 */
export async function serveEngine({ port = 0, pages = {}, embedders = "" } = {}) {
  const server = createServer((request, response) => {
    const { host = "" } = request.headers;
    const path = new URL(request.url ?? "/", "http://x").pathname;
    const find = () => {
      if (host.startsWith("box.")) return sandboxAnswer(path, `http://${host.slice("box.".length)} ${embedders}`);
      const [type, body] = pages[path] ?? ["text/plain", undefined];
      return { status: body === undefined ? 404 : 200, headers: { ...isolated, "content-type": type }, body };
    };
    const answer = async () => {
      const { status, headers, body } = await find();
      response.writeHead(status, headers);
      response.end(body);
    };
    answer().catch(() => {
      response.writeHead(404, isolated);
      response.end("There is nothing here.\n");
    });
  });
  await new Promise((resolve) => server.listen(port, resolve));
  const name = `ide.localhost:${server.address().port}`;
  return {
    app: `http://${name}`,
    sandbox: `http://box.${name}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { sandbox } = await serveEngine({
    port: Number(process.env.PORT ?? 3000),
    embedders: process.env.SANDBOX_EMBEDDERS ?? "",
  });
  console.log(`the engine is at ${sandbox}/headless`);
}
