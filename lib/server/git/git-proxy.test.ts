import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { askOutside } from "../outbound/ask-outside";
import { readGitHosts } from "./git-hosts";
import { answerGit, type GitProxy } from "./git-proxy";

const app = "http://ide.localhost:3000";
const sandbox = "http://box.ide.localhost:3000";
let server: Server;
let host: string;
let proxy: GitProxy;
let seen: {
  readonly method?: string;
  readonly url?: string;
  readonly headers: IncomingMessage["headers"];
  body: string;
}[];

const moves: Readonly<Record<string, (here: string) => string>> = {
  "/moved.git": () => "/there.git/info/refs?service=git-upload-pack",
  "/inside.git": () => "http://169.254.169.254/latest/info/refs?service=git-upload-pack",
  "/page.git": (here) => `http://${here}/login`,
  "/round.git": () => "/round.git/info/refs?service=git-upload-pack",
};

beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => {
    const { method, url = "", headers } = request;
    const entry = { ...(method && { method }), url, headers, body: "" };
    seen.push(entry);
    request.on("data", (piece: Buffer) => (entry.body += piece.toString()));
    request.on("end", () => {
      const to = moves[url.replace(/\/info\/refs.*/u, "")];
      if (to) response.writeHead(301, { location: to(host) }).end();
      else if (url.startsWith("/secret") && !headers.authorization)
        response.writeHead(401, { "www-authenticate": 'Basic realm="git"' }).end("no");
      else
        response.writeHead(200, { "content-type": "application/x-git", "set-cookie": "a=b" }).end(`answer to ${url}`);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  proxy = { origins: { app, sandbox, embedders: [] }, hosts: readGitHosts(`http://${host}`), ask: askOutside };
});

afterEach(() => {
  server.close();
});

const ask = (target: string, init: RequestInit = {}, origin: string | null = sandbox): Promise<Response> => {
  const request = new Request(`${app}/api/git/${target}`, init);
  if (origin) request.headers.set("origin", origin);
  return answerGit(request, "/api/git", proxy);
};

const refs = (repository: string) => `${host}/${repository}/info/refs?service=git-upload-pack`;

test("hands on what git asks, and none of the caller's cookies or the host's", async () => {
  const answer = await ask(refs("a.git"), { headers: { cookie: "s=1", "git-protocol": "version=2" } });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain("answer to /a.git/info/refs");
  expect(answer.headers.get("set-cookie")).toBeNull();
  expect(answer.headers.get("access-control-allow-origin")).toBe(sandbox);
  expect(seen[0]?.headers).toMatchObject({ "git-protocol": "version=2" });
  expect(seen[0]?.headers.cookie).toBeUndefined();
  const sent = await ask(`${host}/a.git/git-upload-pack`, { method: "POST", body: "0032want" });
  expect(sent.status).toBe(200);
  expect(seen[1]).toMatchObject({ method: "POST", body: "0032want" });
});

test("takes a token from the app, and drops what the sandbox gives out as one", async () => {
  const init = { headers: { authorization: "Basic c2VjcmV0" } };
  const refusedThere = await ask(refs("secret.git"), init, sandbox);
  expect(refusedThere.status).toBe(401);
  expect(refusedThere.headers.get("www-authenticate")).toBeNull();
  expect((await ask(refs("secret.git"), init, app)).status).toBe(200);
});

test("follows a repository that has moved on an allowed host, and nothing that leads elsewhere", async () => {
  expect(await (await ask(refs("moved.git"))).text()).toContain("/there.git/info/refs");
  for (const name of ["inside.git", "page.git", "round.git"]) expect((await ask(refs(name))).status).toBe(502);
});

test("answers no other origin, goes to no other host, and to no private one that wasn't written out", async () => {
  expect((await ask(refs("a.git"), {}, "https://evil.example")).status).toBe(403);
  expect((await ask("evil.example/a.git/info/refs?service=git-upload-pack")).status).toBe(403);
  expect((await ask(`${host}/a.git/HEAD`)).status).toBe(403);
  proxy = { ...proxy, hosts: readGitHosts(host) };
  expect((await ask(refs("a.git"))).status).toBe(502);
  proxy = { ...proxy, hosts: readGitHosts(host.replace("127.0.0.1", "localhost")) };
  expect((await ask(refs("a.git").replace("127.0.0.1", "localhost"))).status).toBe(502);
  expect(seen).toHaveLength(0);
});

test("says so when the host can't be reached", async () => {
  server.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  const answer = await ask(refs("a.git"));
  expect(answer.status).toBe(502);
  expect(await answer.text()).toBe(`${host} can't be reached from this server.\n`);
});
