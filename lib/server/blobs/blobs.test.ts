import { createHash, createHmac } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BlobStore } from "./blob-store";
import { createDiskBlobs } from "./disk-blobs";
import { hashOfBytes } from "./hash";
import { createS3Blobs } from "./s3-blobs";

const secret = "wJalrXUtnFEMI/K7MDENG";
const sha = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/** What AWS's documentation says a signature is, computed from the request that arrived. */
function isSigned(request: IncomingMessage, body: Buffer): boolean {
  const found =
    /^AWS4-HMAC-SHA256 Credential=AKID\/(\d{8})\/eu-test-1\/s3\/aws4_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/u.exec(
      request.headers.authorization ?? "",
    );
  if (!found) return false;
  const [, day = "", signed = "", signature] = found;
  const names = signed.split(";");
  const sum = String(request.headers["x-amz-content-sha256"]);
  if (!names.includes("host") || !names.includes("x-amz-date") || !names.includes("x-amz-content-sha256")) return false;
  if (sum !== "UNSIGNED-PAYLOAD" && sum !== sha(body)) return false;
  if (body.length > 0 && sum === "UNSIGNED-PAYLOAD") return false;
  const headers = names.map((name) => `${name}:${String(request.headers[name]).trim()}\n`).join("");
  const canonical = [request.method, request.url, "", headers, signed, sum].join("\n");
  const scope = `${day}/eu-test-1/s3/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", request.headers["x-amz-date"], scope, sha(canonical)].join("\n");
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), "eu-test-1"), "s3"), "aws4_request");
  return hmac(key, text).toString("hex") === signature;
}

const objects = new Map<string, Buffer>();
let server: Server;
let endpoint: string;
let folder: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const body = Buffer.concat(pieces);
      const key = request.url ?? "";
      if (!isSigned(request, body)) response.writeHead(403).end("<Error><Code>SignatureDoesNotMatch</Code></Error>");
      else if (request.method === "PUT") {
        objects.set(key, body);
        response.writeHead(200).end();
      } else if (request.method === "DELETE") response.writeHead(objects.delete(key) ? 204 : 204).end();
      else if (objects.has(key)) response.writeHead(200).end(request.method === "HEAD" ? undefined : objects.get(key));
      else response.writeHead(404).end(request.method === "HEAD" ? undefined : "<Error><Code>NoSuchKey</Code></Error>");
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await mkdtemp(path.join(tmpdir(), "blobs-"));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const s3 = (secretAccessKey = secret) =>
  createS3Blobs({ endpoint, bucket: "work", region: "eu-test-1", accessKeyId: "AKID", secretAccessKey });
const kinds: readonly (readonly [string, () => BlobStore])[] = [
  ["on disk", () => createDiskBlobs(folder)],
  ["in S3", () => s3()],
];

describe.each(kinds)("%s", (_, open) => {
  const bytes = Buffer.from([0, 1, 2, 255, ...Buffer.from(_)]);
  const hash = hashOfBytes(bytes);

  test("gives back the bytes that were put, once or twice, until they are removed", async () => {
    const blobs = open();
    expect(await blobs.get(hash)).toBeUndefined();
    await Promise.all([blobs.put(hash, bytes), blobs.put(hash, bytes)]);
    await blobs.put(hash, bytes);
    expect(Buffer.from((await blobs.get(hash)) ?? [])).toEqual(bytes);
    await blobs.remove(hash);
    await blobs.remove(hash);
    expect(await blobs.get(hash)).toBeUndefined();
  });

  test("takes no name but a hash", async () => {
    for (const name of ["../../etc/passwd", "", "A".repeat(64), `${hash}/..`])
      await expect(async () => open().get(name)).rejects.toThrow(/hexadecimal/u);
  });
});

test("a file that was damaged where it lay is told of, not handed out", async () => {
  const blobs = createDiskBlobs(folder);
  const bytes = Buffer.from("whole");
  const hash = hashOfBytes(bytes);
  await blobs.put(hash, bytes);
  await writeFile(path.join(folder, hash.slice(0, 2), hash), "half");
  await expect(blobs.get(hash)).rejects.toThrow(/damaged/u);
});

test("leaves no half files", async () => {
  const left = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".part"));
  expect(left).toEqual([]);
});

test("a wrong key is refused by S3, and the message holds none", async () => {
  const asked = s3("wrong").put(hashOfBytes(Buffer.from("x")), Buffer.from("x"));
  await expect(asked).rejects.toThrow(/403/u);
  await expect(asked).rejects.not.toThrow(/wrong|AKID/u);
});
