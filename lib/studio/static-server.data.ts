/** A server of plain files for projects that have none of their own. It runs in the sandbox. */
export const staticServer = `
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const types = {
  ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript",
  ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".ico": "image/x-icon",
  ".txt": "text/plain", ".md": "text/markdown", ".wasm": "application/wasm", ".woff2": "font/woff2",
};

const fileOf = async (pathname) => {
  const path = join(process.cwd(), normalize(decodeURIComponent(pathname)));
  return (await stat(path)).isDirectory() ? join(path, "index.html") : path;
};

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  try {
    const path = await fileOf(pathname);
    await stat(path);
    const type = types[extname(path)] ?? "application/octet-stream";
    response.writeHead(200, { "Content-Type": type.startsWith("text/") ? type + "; charset=utf-8" : type, "Cache-Control": "no-store" });
    createReadStream(path).pipe(response);
  } catch {
    response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" });
    response.end("There is no " + pathname + " in this project.\\n");
  }
});

const port = Number(process.env.PORT ?? 3000);
server.listen(port, () => console.log("Serving the project on http://localhost:" + port));
`;
