import { damaged } from "./envelope";
import { readHeader, type Header } from "./header";
import { limits } from "./limits";
import { checkSharedPath, refuseTwins } from "./shared-path";
import type { EarlierFile, SharedFile, SharedMoment, SharedProject, TemplateFiles } from "./shared-project";

const lengthBytes = 4;

/**
 * The difference to a template, as bytes: the length of the header, the header as JSON, then the contents in the
 * header's order, those of earlier moments, and the session. What a file of the template has in common with the
 * project isn't in it.
 */
export function writeBody(project: SharedProject, template: TemplateFiles): Uint8Array {
  const kept = new Set(project.files.map(({ path }) => path));
  const differing = project.files.filter((file) => !isSame(file, template.get(file.path)));
  const removed = [...template.keys()].filter((path) => !kept.has(path));
  const session = new TextEncoder().encode(project.session ?? "");
  const history = project.history ?? [];
  const head: Header = {
    n: project.name.slice(0, limits.name),
    ...(project.author !== undefined && { a: project.author.slice(0, limits.author) }),
    f: differing.map(({ path, mode, content }) => [path, mode, content.length]),
    ...(removed.length > 0 && { r: removed }),
    ...(project.emptyFolders.length > 0 && { e: [...project.emptyFolders] }),
    ...(project.links.length > 0 && { l: project.links.map(({ path, target }) => [path, target]) }),
    ...(history.length > 0 && { h: history.map(momentHeader) }),
    ...(project.session !== undefined && { s: session.length }),
  };
  const headBytes = new TextEncoder().encode(JSON.stringify(head));
  const earlier = history.flatMap(({ files }) => files.flatMap(({ content }) => content ?? []));
  return joined([lengthOf(headBytes), headBytes, ...differing.map(({ content }) => content), ...earlier, session]);
}

type MomentHeader = NonNullable<Header["h"]>[number];

const momentHeader = ({ checkpoint, files }: SharedMoment): MomentHeader => [
  checkpoint,
  files.map(({ path, mode, content }) => [path, mode, content?.length ?? -1]),
];

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
  const history = head.h?.map((moment) => readMoment(moment, take));
  const session = head.s === undefined ? undefined : new TextDecoder().decode(take(head.s));
  if (at !== body.length) throw damaged();
  return {
    name: head.n,
    ...(head.a !== undefined && { author: head.a }),
    ...layOut(head, own, template),
    ...(session !== undefined && { session }),
    ...(history && { history }),
  };
}

function readMoment([checkpoint, files]: MomentHeader, take: (size: number) => Uint8Array): SharedMoment {
  const earlier = files.map(([path, mode, size]): EarlierFile => ({
    path: checkSharedPath(path),
    mode: mode & 0o777,
    content: size === -1 ? undefined : take(size),
  }));
  refuseTwins(earlier.map(({ path }) => path));
  return { checkpoint, files: earlier };
}

function layOut(
  head: Header,
  own: readonly SharedFile[],
  template: TemplateFiles,
): Pick<SharedProject, "files" | "links" | "emptyFolders"> {
  const gone = new Set([...(head.r ?? []), ...own.map(({ path }) => path)]);
  const inherited = [...template].filter(([path]) => !gone.has(path)).map(([path, file]) => ({ path, ...file }));
  const links = (head.l ?? []).map(([path, target]) => ({ path: checkSharedPath(path), target }));
  const emptyFolders = (head.e ?? []).map(checkSharedPath);
  const files = [...inherited, ...own].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  refuseTwins([...files.map(({ path }) => path), ...links.map(({ path }) => path), ...emptyFolders]);
  return { files, links, emptyFolders };
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
