import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname, join, normalize, resolve } from "node:path";

export interface HttpServerLine {
  readonly port: number;
  readonly bind: string | undefined;
  readonly folder: string;
}

const valued: Readonly<Record<string, "bind" | "folder">> = {
  "-b": "bind",
  "--bind": "bind",
  "-d": "folder",
  "--directory": "folder",
};

interface Given {
  port: string;
  bind?: string;
  folder: string;
}

function readGiven(args: readonly string[]): Given | undefined {
  const given: Given = { port: "8000", folder: "." };
  const left = [...args];
  for (let arg = left.shift(); arg !== undefined; arg = left.shift()) {
    const [option = "", joined] = arg.startsWith("--") ? arg.split(/=(.*)/su) : [arg];
    const name = valued[option] ?? "port";
    const value = name === "port" ? arg : (joined ?? left.shift());
    if (value === undefined) return undefined;
    given[name] = value;
  }
  return given;
}

/** As `python -m http.server` takes it; undefined for what it doesn't know. */
export function readHttpServerLine(args: readonly string[]): HttpServerLine | undefined {
  const given = readGiven(args);
  if (given === undefined || !/^\d{1,5}$/u.test(given.port) || Number(given.port) > 65_535) return undefined;
  return { port: Number(given.port), bind: given.bind, folder: resolve(given.folder) };
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".htm": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
  ".txt": "text/plain",
  ".md": "text/markdown",
  ".py": "text/x-python",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".ico": "image/vnd.microsoft.icon",
  ".wasm": "application/wasm",
  ".csv": "text/csv",
  ".xml": "text/xml",
  ".pdf": "application/pdf",
};

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

function listing(folder: string, shown: string): string {
  const names = readdirSync(folder, { withFileTypes: true }).map(
    (entry) => entry.name + (entry.isDirectory() ? "/" : ""),
  );
  const items = names
    .toSorted((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1))
    .map((name) => `<li><a href="${escaped(encodeURI(name))}">${escaped(name)}</a></li>\n`);
  const title = `Directory listing for ${escaped(shown)}`;
  return `<!DOCTYPE HTML>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>${title}</title>\n</head>\n<body>\n<h1>${title}</h1>\n<hr>\n<ul>\n${items.join("")}</ul>\n<hr>\n</body>\n</html>\n`;
}

/** The file or folder of a request's path, below the folder that is served; undefined for what isn't there. */
function placeOf(root: string, url: string): string | undefined {
  try {
    const path = decodeURIComponent(new URL(url, "http://here").pathname);
    const place = join(root, normalize(path));
    return path.includes("\0") || !existsSync(place) ? undefined : place;
  } catch {
    return undefined;
  }
}

/** Answers, and returns the status. */
function answer(root: string, request: IncomingMessage, response: ServerResponse): number {
  const end = (status: number, headers: Readonly<Record<string, string>>, body = ""): number => {
    response.writeHead(status, headers).end(request.method === "HEAD" ? undefined : body);
    return status;
  };
  const { method, url = "/" } = request;
  if (method !== "GET" && method !== "HEAD") return end(501, {}, `Unsupported method ('${method}')\n`);
  const found = placeOf(root, url);
  if (found === undefined)
    return end(
      404,
      { "content-type": "text/html;charset=utf-8" },
      "<h1>Error response</h1>\n<p>Error code: 404</p>\n<p>Message: File not found.</p>\n",
    );
  const [path = "/"] = url.split("?");
  if (!statSync(found).isDirectory()) return send(found, request, response);
  if (!path.endsWith("/")) return end(301, { location: `${path}/` });
  const index = ["index.html", "index.htm"].map((name) => join(found, name)).find((file) => existsSync(file));
  if (index !== undefined) return send(index, request, response);
  return end(200, { "content-type": "text/html; charset=utf-8" }, listing(found, decodeURIComponent(path)));
}

function send(file: string, request: IncomingMessage, response: ServerResponse): number {
  const { size, mtime } = statSync(file);
  const type = types[extname(file).toLowerCase()] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": type, "content-length": size, "last-modified": mtime.toUTCString() });
  if (request.method === "HEAD") response.end();
  else
    createReadStream(file)
      .on("error", () => response.destroy())
      .pipe(response);
  return 200;
}

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const two = (part: number): string => String(part).padStart(2, "0");
const stamp = (at: Date): string =>
  `${two(at.getDate())}/${months[at.getMonth()]}/${at.getFullYear()} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;

/** `python -m http.server` on Node's own server: Python has no sockets here. `log` gets a line for each request. */
export function serveFolder({ folder }: Pick<HttpServerLine, "folder">, log: (line: string) => void): Server {
  return createServer((request, response) => {
    const status = answer(folder, request, response);
    const from = request.socket.remoteAddress?.replace(/^::ffff:/u, "") ?? "-";
    log(
      `${from} - - [${stamp(new Date())}] "${request.method} ${request.url} HTTP/${request.httpVersion}" ${status} -\n`,
    );
  });
}
