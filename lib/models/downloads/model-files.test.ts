import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { createModelFiles } from "./model-files";
import { memoryShelf } from "./part-shelf";

const content = Uint8Array.from({ length: 100_000 }, (_, at) =>
  at < 4 ? ("GGUF".codePointAt(at) ?? 0) : (at * 7) % 251,
);
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

interface Behaviour {
  /** Bytes after which the connection breaks, once. */
  breakAfter?: number;
  ranges?: boolean;
  etag?: string;
  status?: number;
  type?: string;
  body?: Uint8Array;
}

const usual = { ranges: true, etag: '"1"', status: 200, type: "application/octet-stream", body: content };

async function serve(behaviour: Behaviour = {}) {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers.range);
    const { ranges, etag, status, type, body } = { ...usual, ...behaviour };
    const wanted = /bytes=(\d+)-/.exec(request.headers.range ?? "");
    const from = ranges && wanted && request.headers["if-range"] === etag ? Number(wanted[1]) : 0;
    const part = body.subarray(from);
    response.writeHead(from > 0 ? 206 : status, {
      "content-type": type,
      "content-length": part.length,
      etag,
      ...(from > 0 ? { "content-range": `bytes ${from}-${body.length - 1}/${body.length}` } : {}),
    });
    const { breakAfter } = behaviour;
    if (breakAfter === undefined) response.end(part);
    else {
      delete behaviour.breakAfter;
      response.write(part.subarray(0, breakAfter), () => setTimeout(() => response.destroy(), 50));
    }
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/model.gguf`, asked, behaviour };
}

const roomy = () => Promise.resolve({ quota: 1e9, usage: 0 });
const filesOn = (shelf = memoryShelf()) => createModelFiles(shelf, { partBytes: 10_000, estimate: roomy });
const bytesOf = async (file: Blob | undefined) => new Uint8Array((await file?.arrayBuffer()) ?? new ArrayBuffer(0));

test("a file comes whole, is listed, and opens without a second download", async () => {
  const { url, asked } = await serve();
  const files = filesOn();
  const progress: number[] = [];
  const file = await files.download(url, { onProgress: (loaded) => void progress.push(loaded) });
  expect(await bytesOf(file)).toEqual(content);
  expect(progress.at(-1)).toBe(content.length);
  expect(await files.list()).toEqual([{ url, loaded: content.length, total: content.length, complete: true }]);
  expect(await bytesOf(await files.download(url))).toEqual(content);
  expect(asked).toHaveLength(1);
  await files.remove(url);
  expect(await files.list()).toEqual([]);
  expect(await files.open(url)).toBeUndefined();
});

test("a download that broke off goes on where it was, also after a restart", async () => {
  const { url, asked } = await serve({ breakAfter: 40_000 });
  const shelf = memoryShelf();
  await expect(filesOn(shelf).download(url)).rejects.toThrow("goes on from there");
  const [half] = await filesOn(shelf).list();
  expect(half).toMatchObject({ loaded: 40_000, complete: false });
  expect(await bytesOf(await filesOn(shelf).download(url))).toEqual(content);
  expect(asked).toEqual([undefined, "bytes=40000-"]);
});

test("pausing keeps what has come", async () => {
  const { url } = await serve({ breakAfter: 30_000 });
  const files = filesOn();
  const pause = new AbortController();
  const options = {
    signal: pause.signal,
    onProgress: () => {
      pause.abort();
    },
  };
  await expect(files.download(url, options)).rejects.toThrow("abort");
  const [half] = await files.list();
  expect(half?.loaded).toBeGreaterThan(0);
  expect(await bytesOf(await files.download(url))).toEqual(content);
});

test("a file that changed meanwhile is taken from its beginning", async () => {
  const { url, behaviour } = await serve({ breakAfter: 40_000 });
  const files = filesOn();
  await expect(files.download(url)).rejects.toThrow("broke off");
  behaviour.etag = '"2"';
  expect(await bytesOf(await files.download(url))).toEqual(content);
});

test("a server without ranges gives the file from its beginning", async () => {
  const { url } = await serve({ breakAfter: 40_000, ranges: false });
  const files = filesOn();
  await expect(files.download(url)).rejects.toThrow("broke off");
  expect(await bytesOf(await files.download(url))).toEqual(content);
});

test("a file that isn't the one that was promised is thrown away", async () => {
  const { url } = await serve();
  const files = filesOn();
  const right = createHash("sha256").update(content).digest("hex");
  await expect(files.download(url, { sha256: "0".repeat(64) })).rejects.toThrow("thrown away");
  expect(await files.list()).toEqual([]);
  expect((await files.download(url, { sha256: right })).size).toBe(content.length);
});

test.each([
  ["a page instead of a file", { type: "text/html", body: new TextEncoder().encode("<html>") }, "a web page"],
  ["something else", { body: new TextEncoder().encode("nothing") }, "no GGUF model"],
  ["no file", { status: 404 }, "There is no file"],
  ["a closed door", { status: 403 }, "wants a sign-in"],
  ["a broken server", { status: 500 }, "could not be had"],
])("%s is said in one sentence, and nothing stays behind", async (_title, behaviour, message) => {
  const { url } = await serve(behaviour);
  const files = filesOn();
  await expect(files.download(url)).rejects.toThrow(message);
  expect((await files.list()).filter(({ complete }) => complete)).toEqual([]);
});

test("a model larger than the place that is left is refused before a byte is written", async () => {
  const { url } = await serve();
  const shelf = memoryShelf();
  const files = createModelFiles(shelf, { estimate: () => Promise.resolve({ quota: 50_000, usage: 1 }) });
  await expect(files.download(url)).rejects.toThrow("Delete other models");
  expect(await shelf.list()).toEqual([]);
});

test("a host that can't be reached is named", async () => {
  await expect(filesOn().download("http://127.0.0.1:9/model.gguf")).rejects.toThrow("127.0.0.1:9 can't be reached");
});
