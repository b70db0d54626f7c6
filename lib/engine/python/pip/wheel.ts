import { inflateRawSync } from "node:zlib";
import { PipFailure } from "./failure";

export interface WheelName {
  readonly name: string;
  readonly version: string;
  /** Of Python alone: it runs everywhere. */
  readonly pure: boolean;
}

const runs = /^(?:py3|py31?[0-4]|cp314|py2\.py3)$/u;

export function readWheelName(file: string): WheelName | undefined {
  const parts = file.replace(/\.whl$/u, "").split("-");
  if (!file.endsWith(".whl") || parts.length < 5) return undefined;
  const [name = "", version = ""] = parts;
  const [python = "", abi = "", platform = ""] = parts.slice(-3);
  const pure = python.split(".").some((tag) => runs.test(tag)) && abi === "none" && platform === "any";
  return { name, version, pure };
}

interface Entry {
  readonly path: string;
  readonly data: Uint8Array;
}

function endOf(zip: Buffer): number {
  const at = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (at < 0) throw new PipFailure("ERROR: The wheel is no zip archive, or part of it is missing.");
  return at;
}

/** The most that one wheel's files may take: a small archive can say that it's a large one. */
const mostBytes = 512 * 1024 * 1024;

/** Every path is one below the folder it's unpacked into. */
function checkedPath(path: string): string {
  const parts = path.split("/");
  if (path.startsWith("/") || path.includes("\\") || path.includes("\0") || parts.includes(".."))
    throw new PipFailure(`ERROR: The wheel has a file outside of where it is installed: '${path}'`);
  return path;
}

/** The files of a zip archive, by its directory. */
export function unzip(zip: Buffer): Entry[] {
  const end = endOf(zip);
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  let size = 0;
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const method = zip.readUInt16LE(at + 10);
    const [packed, length] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)];
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    const path = checkedPath(zip.toString("utf8", at + 46, at + 46 + nameLength));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    size += length;
    if (size > mostBytes) throw new PipFailure("ERROR: The wheel unpacks to more than 512 MB.");
    if (path.endsWith("/")) continue;
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const body = zip.subarray(from, from + packed);
    if (method !== 0 && method !== 8)
      throw new PipFailure(`ERROR: '${path}' is packed in a way that isn't known here.`);
    entries.push({ path, data: method === 0 ? body : inflateRawSync(body, { maxOutputLength: length + 1 }) });
  }
  return entries;
}
