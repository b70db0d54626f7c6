import { execFileSync, spawn } from "node:child_process";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

export interface GitServer {
  /** Such as `127.0.0.1:40123`. */
  readonly host: string;
  readonly url: (repository: string) => string;
  /** Whom it was told that it speaks to, call by call. */
  readonly authorizations: readonly (string | undefined)[];
  readonly close: () => void;
}

/**
 * The real git's own HTTP server over the bare repositories of a folder; those whose name begins with `private` want the
 * user `ada` with the password.
 */
export async function startGitServer(root: string, password = "secret"): Promise<GitServer> {
  const backend = join(execFileSync("git", ["--exec-path"], { encoding: "utf8" }).trim(), "git-http-backend");
  const authorizations: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    authorizations.push(request.headers.authorization);
    const isOpen = !request.url?.startsWith("/private");
    const known = request.headers.authorization === `Basic ${Buffer.from(`ada:${password}`).toString("base64")}`;
    if (isOpen || known) answer(backend, root, request, response);
    else response.writeHead(401, { "www-authenticate": 'Basic realm="git"' }).end("Who are you?\n");
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    authorizations,
    url: (repository) => `http://${host}/${repository}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answer(backend: string, root: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", "http://localhost");
  const { headers } = request;
  const child = spawn(backend, {
    env: {
      ...process.env,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method ?? "GET",
      REMOTE_USER: "ada",
      CONTENT_TYPE: headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(headers["git-protocol"] ?? ""),
    },
  });
  request.pipe(child.stdin);
  child.stdin.on("error", () => undefined);
  const pieces: Buffer[] = [];
  child.stdout.on("data", (piece: Buffer) => pieces.push(piece));
  child.on("close", () => {
    const whole = Buffer.concat(pieces);
    const end = whole.indexOf("\r\n\r\n");
    const fields = whole
      .toString("latin1", 0, end)
      .split("\r\n")
      .map((line) => line.split(": ", 2) as [string, string]);
    const status = fields.find(([name]) => name === "Status")?.[1] ?? "200";
    for (const [name, value] of fields) if (name !== "Status") response.setHeader(name, value);
    response.writeHead(Number.parseInt(status, 10)).end(whole.subarray(end + 4));
  });
}
