import { createReadStream, readdirSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { codeOf } from "@/lib/base";
import { appHeaders, sandboxHeaders } from "../headers";
import { untilFinished } from "../lifecycle/unfinished";
import { fieldsOf } from "../log";
import { logSeldom } from "../log-seldom";
import { newNonce } from "../new-nonce";
import type { Origins } from "../origins.mjs";
import { placeOf } from "../place";

interface PackedFile {
  readonly file: string;
  readonly size: number;
  readonly type: string;
  readonly etag: string;
}

const types: Readonly<Record<string, string>> = {
  ".js": "application/javascript; charset=UTF-8",
  ".mjs": "application/javascript; charset=UTF-8",
  ".css": "text/css; charset=UTF-8",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=UTF-8",
};

/**
 * Hands out what the build has packed, to whoever takes it packed, before Next would pack it anew for each. What isn't among
 * those files, is asked for in part, or has changed since is left to Next: false.
 */
export function createPackedDoor(
  origins: Origins,
  root: string,
): (message: IncomingMessage, response: ServerResponse) => boolean {
  const files = packedBelow(root);
  return (message, response) => {
    const wanted = takesPacked(message) ? wantedOf(message, origins) : undefined;
    const found = wanted && files.get(wanted.path);
    if (!found) return false;
    for (const [name, value] of Object.entries({ ...caching(wanted.path), ...wanted.dress() }))
      response.setHeader(name, value);
    void untilFinished(send(found, message, response));
    return true;
  };
}

const gzip = /(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)/u;

function takesPacked({ method, headers }: IncomingMessage): boolean {
  const encodings = headers["accept-encoding"];
  return (
    (method === "GET" || method === "HEAD") &&
    headers.range === undefined &&
    typeof encodings === "string" &&
    gzip.test(encodings)
  );
}

interface Wanted {
  readonly path: string;
  /** The headers that `proxy.ts` would send with it. */
  readonly dress: () => Readonly<Record<string, string>>;
}

function wantedOf({ url = "", headers }: IncomingMessage, origins: Origins): Wanted | undefined {
  const place = placeOf(headers.host ?? "", url, origins);
  if (place.type === "sandbox") return { path: place.file, dress: () => sandboxHeaders(origins, place.file) };
  const [asked = ""] = url.split("?", 1);
  return place.type === "app"
    ? { path: asked, dress: () => appHeaders(origins, newNonce(), { path: asked }) }
    : undefined;
}

/** As Next has it; the sandbox's own headers go before. */
const caching = (file: string): Readonly<Record<string, string>> => ({
  "Cache-Control": file.startsWith("/_next/static/") ? "public, max-age=31536000, immutable" : "public, max-age=0",
});

async function send({ file, size, type, etag }: PackedFile, message: IncomingMessage, response: ServerResponse) {
  response.setHeader("Vary", "Accept-Encoding");
  response.setHeader("ETag", etag);
  if (message.headers["if-none-match"] === etag) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(200, { "Content-Type": type, "Content-Encoding": "gzip", "Content-Length": size });
  if (message.method === "HEAD") {
    response.end();
    return;
  }
  try {
    await pipeline(createReadStream(file), response);
  } catch (error) {
    // Whoever went away needs no word.
    if (codeOf(error) !== "ERR_STREAM_PREMATURE_CLOSE") logSeldom("error", "packed.failed", fieldsOf(error));
  }
}

/** What is packed and still of what it was packed of, by the path under which it is asked for. */
function packedBelow(root: string): ReadonlyMap<string, PackedFile> {
  const folder = path.join(root, ".cache", "packed");
  return new Map(
    namesBelow(folder).flatMap((name): readonly (readonly [string, PackedFile])[] => {
      const asked = `/${name.slice(0, -".gz".length)}`;
      const type = types[path.extname(asked)];
      const file = path.join(folder, name);
      const original = statSync(path.join(root, placeOfOriginal(asked)), { throwIfNoEntry: false });
      const { size, mtimeMs } = statSync(file);
      if (type === undefined || original === undefined || Math.floor(original.mtimeMs / 1000) > mtimeMs / 1000)
        return [];
      const etag = `"${size.toString(16)}-${Math.floor(mtimeMs).toString(16)}-gz"`;
      return [[asked, { file, size, type, etag }]];
    }),
  );
}

const placeOfOriginal = (asked: string): string =>
  asked.startsWith("/_next/") ? `.next/${asked.slice("/_next/".length)}` : `public${asked}`;

function namesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((name) => name.split(path.sep).join("/"))
      .filter((name) => name.endsWith(".gz"));
  } catch {
    // Nothing was packed here: Next serves everything.
    return [];
  }
}
