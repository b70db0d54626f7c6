import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { compileTour } from "../../lib/models/tour/compile-tour";
import { test as base } from "../fixtures/model-server";

export { expect } from "../fixtures/model-server";

/** A host of model files, of the kinds that there are in the world. */
export interface FileServer {
  readonly url: string;
  /** How many bytes were asked for from which byte on, by path. */
  readonly asked: readonly string[];
  /** Sends no more of a slow file before this is called. */
  readonly release: () => void;
}

const script = `# Small

## Write

I write a file.

\`\`\`tool Write file_path=small.mjs
console.log("small but " + "running");
\`\`\`

## Run

Now I run it.

\`\`\`tool Bash
node small.mjs
\`\`\`

## The end

That was all.
`;

const headers = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*",
  "access-control-expose-headers": "*",
  "cross-origin-resource-policy": "cross-origin",
  etag: '"1"',
};

const octets = { ...headers, "content-type": "application/octet-stream" };

type Answer = (response: ServerResponse, from: number) => Promise<void> | void;

function whole(bytes: Uint8Array): Answer {
  return (response, from) => {
    response.writeHead(from > 0 ? 206 : 200, {
      ...octets,
      "content-length": bytes.length - from,
      ...(from > 0 && { "content-range": `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
    });
    response.end(bytes.subarray(from));
  };
}

/** Sends a part, then waits or breaks off; from the middle on it sends the rest. */
function inTwo(bytes: Uint8Array, middle: (response: ServerResponse) => Promise<void> | void): Answer {
  return (response, from) => {
    if (from > 0) return whole(bytes)(response, from);
    response.writeHead(200, { ...octets, "content-length": bytes.length });
    response.write(bytes.subarray(0, bytes.length / 2), () => void middle(response));
    return undefined;
  };
}

const breakOff = (response: ServerResponse) =>
  new Promise<void>((resolve) => {
    setTimeout(() => {
      response.destroy();
      resolve();
    }, 200);
  });

function answers(released: Promise<void>): Readonly<Record<string, Answer>> {
  const good = compileTour(script);
  const broken = good.slice();
  broken.fill(0xff, 8, 64);
  return {
    "/good.gguf": whole(good),
    "/cut.gguf": inTwo(good, breakOff),
    "/slow.gguf": inTwo(good, (response) => released.then(() => void response.end(good.subarray(good.length / 2)))),
    "/corrupt.gguf": whole(broken),
    "/page.gguf": (response) => void response.writeHead(200, { ...headers, "content-type": "text/html" }).end("<p>Hi"),
    "/huge.gguf": (response) => {
      response.writeHead(200, { ...octets, "content-length": 900_000_000_000_000 });
      response.write("GGUF");
    },
    "/missing.gguf": (response) => void response.writeHead(404, headers).end(),
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export const test = base.extend<{ readonly files: FileServer }>({
  files: async ({ network }, lend) => {
    const asked: string[] = [];
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const known = answers(released);
    const server = createServer((request, response) => {
      const path = request.url ?? "";
      const from = Number(/bytes=(\d+)-/u.exec(request.headers.range ?? "")?.[1] ?? 0);
      if (request.method === "OPTIONS") {
        response.writeHead(204, headers).end();
        return;
      }
      asked.push(`${path} ${from}`);
      void known[path]?.(response, from);
    });
    const url = await listen(server);
    network.permit(url);
    await lend({ url, asked, release });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
});
