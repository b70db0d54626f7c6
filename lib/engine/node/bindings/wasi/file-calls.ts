import { fileType, type Descriptor } from "./descriptors";
import { fail } from "./failure";
import type { Machine } from "./machine";
import { timesOf, typeOf, writeStats } from "./stats";
import { byteLength } from "./guest-memory";

const appendFlag = 1;
const whence = { set: 0, current: 1, end: 2 } as const;

/** Reads into one buffer of our own: the guest's memory may be shared, which `fs` need not take. */
function readInto({ fs }: Machine, fd: number, pieces: readonly Uint8Array[], position: number | null): number {
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const buffer = new Uint8Array(size);
  const length = fs.readSync(fd, buffer, 0, size, position);
  let at = 0;
  for (const piece of pieces) {
    if (at >= length) break;
    const part = buffer.subarray(at, Math.min(length, at + piece.length));
    piece.set(part);
    at += part.length;
  }
  return length;
}

function writeFrom({ fs }: Machine, fd: number, pieces: readonly Uint8Array[], position: number | null): number {
  const buffer = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    buffer.set(piece, at);
    at += piece.length;
  }
  let written = 0;
  while (written < buffer.length) {
    const from = position === null ? null : position + written;
    written += fs.writeSync(fd, buffer, written, buffer.length - written, from);
  }
  return written;
}

function seekTo({ fs }: Machine, file: Descriptor & { readonly fd: number }, offset: bigint, from: number): number {
  if (file.position === undefined) return fail("ESPIPE");
  const bases: Readonly<Record<number, () => number>> = {
    [whence.set]: () => 0,
    [whence.current]: () => file.position ?? 0,
    [whence.end]: () => fs.fstatSync(file.fd).size,
  };
  const target = (bases[from]?.() ?? fail("EINVAL")) + Number(offset);
  if (target < 0) return fail("EINVAL");
  file.position = target;
  return target;
}

/** The calls that read, write and seek. */
export function streamCalls(machine: Machine) {
  const { memory, open } = machine;
  return {
    fd_read(fd: number, at: number, count: number, lengthAt: number): void {
      const file = open.file(fd);
      const length = readInto(machine, file.fd, memory.pieces(at, count), file.position ?? null);
      if (file.position !== undefined) file.position += length;
      memory.u32(lengthAt, length);
    },
    fd_pread(fd: number, at: number, count: number, offset: bigint, lengthAt: number): void {
      memory.u32(lengthAt, readInto(machine, open.file(fd).fd, memory.pieces(at, count), Number(offset)));
    },
    fd_write(fd: number, at: number, count: number, lengthAt: number): void {
      const file = open.file(fd);
      const end = file.flags & appendFlag || file.position === undefined ? null : file.position;
      const length = writeFrom(machine, file.fd, memory.pieces(at, count), end);
      if (file.position !== undefined)
        file.position = end === null ? machine.fs.fstatSync(file.fd).size : file.position + length;
      memory.u32(lengthAt, length);
    },
    fd_pwrite(fd: number, at: number, count: number, offset: bigint, lengthAt: number): void {
      memory.u32(lengthAt, writeFrom(machine, open.file(fd).fd, memory.pieces(at, count), Number(offset)));
    },
    fd_seek(fd: number, offset: bigint, from: number, positionAt: number): void {
      memory.u64(positionAt, seekTo(machine, open.file(fd), offset, from));
    },
    fd_tell(fd: number, positionAt: number): void {
      memory.u64(positionAt, seekTo(machine, open.file(fd), 0n, whence.current));
    },
    fd_close(fd: number): void {
      const removed = open.remove(fd);
      if (removed.fd !== undefined && removed.path !== undefined) machine.fs.closeSync(removed.fd);
    },
    fd_renumber(from: number, to: number): void {
      const replaced = open.renumber(from, to);
      if (from !== to && replaced.fd !== undefined && replaced.path !== undefined) machine.fs.closeSync(replaced.fd);
    },
    fd_sync(fd: number): void {
      machine.fs.fsyncSync(open.file(fd).fd);
    },
    fd_datasync(fd: number): void {
      machine.fs.fdatasyncSync(open.file(fd).fd);
    },
    fd_advise(fd: number): void {
      open.get(fd);
    },
    fd_allocate(fd: number, offset: bigint, length: bigint): void {
      const { fd: own } = open.file(fd);
      const wanted = Number(offset + length);
      if (machine.fs.fstatSync(own).size < wanted) machine.fs.ftruncateSync(own, wanted);
    },
  };
}

/** The calls about what an open file is. */
export function descriptorCalls(machine: Machine) {
  const { fs, memory, open } = machine;
  const statsOf = ({ fd, path }: Descriptor) =>
    fd === undefined ? fs.statSync(path ?? fail("EBADF"), { bigint: true }) : fs.fstatSync(fd, { bigint: true });
  return {
    fd_fdstat_get(fd: number, at: number): void {
      const { type, flags, rights, inheriting } = open.get(fd);
      const base = at >>> 0;
      memory.bytes(base, 24).fill(0);
      memory.view.setUint8(base, type);
      memory.view.setUint16(base + 2, flags, true);
      memory.u64(base + 8, rights);
      memory.u64(base + 16, inheriting);
    },
    fd_fdstat_set_flags(fd: number, flags: number): void {
      open.get(fd).flags = flags;
    },
    fd_fdstat_set_rights(fd: number, rights: bigint, inheriting: bigint): void {
      const descriptor = open.get(fd);
      if ((rights & ~descriptor.rights) | (inheriting & ~descriptor.inheriting)) fail("ENOTCAPABLE");
      descriptor.rights = rights;
      descriptor.inheriting = inheriting;
    },
    fd_filestat_get(fd: number, at: number): void {
      writeStats(memory, at, statsOf(open.get(fd)));
    },
    fd_filestat_set_size(fd: number, size: bigint): void {
      fs.ftruncateSync(open.file(fd).fd, Number(size));
    },
    fd_filestat_set_times(fd: number, access: bigint, modified: bigint, flags: number): void {
      const descriptor = open.get(fd);
      const times = timesOf(statsOf(descriptor), access, modified, flags);
      if (descriptor.fd === undefined) fs.utimesSync(descriptor.path ?? fail("EBADF"), ...times);
      else fs.futimesSync(descriptor.fd, ...times);
    },
    fd_prestat_get(fd: number, at: number): void {
      const name = open.get(fd).preopen ?? fail("EBADF");
      memory.u32(at, 0);
      memory.u32((at >>> 0) + 4, byteLength(name));
    },
    fd_prestat_dir_name(fd: number, at: number, room: number): void {
      const name = open.get(fd).preopen ?? fail("EBADF");
      if (byteLength(name) > room >>> 0) fail("ENAMETOOLONG");
      memory.put(at, room >>> 0, name);
    },
    fd_readdir(fd: number, at: number, room: number, cookie: bigint, usedAt: number): void {
      const { path, type } = open.get(fd);
      if (type !== fileType.directory || path === undefined) return fail("ENOTDIR");
      memory.u32(usedAt, listFolder(machine, path, at >>> 0, room >>> 0, Number(cookie)));
    },
  };
}

/** `dirent`s of 24 bytes, each with its name behind it; the last may be cut off, and then the guest asks again with more room. */
function listFolder({ fs, memory }: Machine, path: string, at: number, room: number, cookie: number): number {
  const own = (name: string, type: number) => ({ name, type });
  const inside = fs.readdirSync(path, { withFileTypes: true }).map((entry) => own(entry.name, typeOf(entry)));
  const entries = [own(".", fileType.directory), own("..", fileType.directory), ...inside];
  let used = 0;
  for (const [index, { name, type }] of entries.entries()) {
    if (index < cookie) continue;
    const bytes = new Uint8Array(24 + byteLength(name));
    const view = new DataView(bytes.buffer);
    view.setBigUint64(0, BigInt(index + 1), true);
    view.setBigUint64(8, fs.lstatSync(`${path}/${name}`, { bigint: true }).ino, true);
    view.setUint32(16, bytes.length - 24, true);
    view.setUint8(20, type);
    bytes.set(new TextEncoder().encode(name), 24);
    const part = bytes.subarray(0, room - used);
    memory.bytes(at + used, part.length).set(part);
    used += part.length;
    if (used === room) break;
  }
  return used;
}
