import { z } from "zod/mini";
import { Failure } from "@/lib/base";
import { damaged } from "./envelope";
import { limits } from "./limits";
import { checkSharedPath } from "./shared-path";
import type { SharedFile, SharedProject, TemplateFiles } from "./shared-project";

/**
 * The difference to a template, as bytes: the length of the header, the header as JSON, then the contents in the
 * header's order and the session. What a file of the template has in common with the project isn't in it.
 */
const header = z.object({
  n: z.string().check(z.maxLength(limits.name)),
  /** Files that the template lacks or has otherwise: path, mode, size. */
  f: z.array(z.tuple([z.string(), z.number(), z.number()])).check(z.maxLength(limits.files)),
  /** Files of the template that the project doesn't have. */
  r: z.optional(z.array(z.string()).check(z.maxLength(limits.files))),
  e: z.optional(z.array(z.string()).check(z.maxLength(limits.files))),
  l: z.optional(z.array(z.tuple([z.string(), z.string()])).check(z.maxLength(limits.files))),
  /** Bytes of the session. */
  s: z.optional(z.number()),
});
type Header = z.infer<typeof header>;

const lengthBytes = 4;

export function writeBody(project: SharedProject, template: TemplateFiles): Uint8Array {
  const kept = new Set(project.files.map(({ path }) => path));
  const differing = project.files.filter((file) => !isSame(file, template.get(file.path)));
  const removed = [...template.keys()].filter((path) => !kept.has(path));
  const session = new TextEncoder().encode(project.session ?? "");
  const head: Header = {
    n: project.name.slice(0, limits.name),
    f: differing.map(({ path, mode, content }) => [path, mode, content.length]),
    ...(removed.length > 0 && { r: removed }),
    ...(project.emptyFolders.length > 0 && { e: [...project.emptyFolders] }),
    ...(project.links.length > 0 && { l: project.links.map(({ path, target }) => [path, target]) }),
    ...(project.session !== undefined && { s: session.length }),
  };
  const headBytes = new TextEncoder().encode(JSON.stringify(head));
  return joined([lengthOf(headBytes), headBytes, ...differing.map(({ content }) => content), session]);
}

export function readBody(body: Uint8Array, template: TemplateFiles): SharedProject {
  const head = readHeader(body);
  let at = lengthBytes + new DataView(body.buffer, body.byteOffset).getUint32(0);
  const take = (size: number): Uint8Array => {
    if (!Number.isInteger(size) || size < 0 || at + size > body.length) throw damaged();
    at += size;
    return body.slice(at - size, at);
  };
  const own = head.f.map(([path, mode, size]): SharedFile => ({
    path: checkSharedPath(path),
    mode: mode & 0o777,
    content: take(size),
  }));
  const session = head.s === undefined ? undefined : new TextDecoder().decode(take(head.s));
  if (at !== body.length) throw damaged();
  const gone = new Set([...(head.r ?? []), ...own.map(({ path }) => path)]);
  const inherited = [...template].filter(([path]) => !gone.has(path)).map(([path, file]) => ({ path, ...file }));
  const links = (head.l ?? []).map(([path, target]) => ({ path: checkSharedPath(path), target }));
  const emptyFolders = (head.e ?? []).map(checkSharedPath);
  const files = [...inherited, ...own].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  refuseTwins([...files.map(({ path }) => path), ...links.map(({ path }) => path), ...emptyFolders]);
  return { name: head.n, files, emptyFolders, links, ...(session !== undefined && { session }) };
}

function readHeader(body: Uint8Array): Header {
  if (body.length < lengthBytes) throw damaged();
  const size = new DataView(body.buffer, body.byteOffset).getUint32(0);
  if (lengthBytes + size > body.length) throw damaged();
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body.subarray(lengthBytes, lengthBytes + size)));
  } catch {
    throw damaged();
  }
  const parsed = header.safeParse(json);
  if (!parsed.success) throw damaged();
  return parsed.data;
}

function refuseTwins(paths: readonly string[]): void {
  const seen = new Set<string>();
  for (const path of paths) {
    if (seen.has(path)) throw new Failure("ESHAREPATH", `The shared project names ${path} twice`);
    seen.add(path);
  }
}

const isSame = (file: SharedFile, other: { mode: number; content: Uint8Array } | undefined): boolean =>
  other !== undefined &&
  other.mode === file.mode &&
  other.content.length === file.content.length &&
  other.content.every((byte, at) => byte === file.content[at]);

function lengthOf(bytes: Uint8Array): Uint8Array {
  const length = new Uint8Array(lengthBytes);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return length;
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
