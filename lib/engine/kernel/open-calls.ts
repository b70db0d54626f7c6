import {
  O_ACCMODE,
  O_CREAT,
  O_DIRECTORY,
  O_EXCL,
  O_FIRST_BYTES,
  O_NOFOLLOW,
  O_TRUNC,
  S_IFCHR,
  S_IFDIR,
  S_IFMT,
  S_IFREG,
  S_IFSOCK,
} from "../protocol/constants";
import { answer, type Answer } from "./answer";
import type { Call, Handler } from "./call";
import { Description } from "./description";
import { DeviceFile, type DeviceName } from "./device-file";
import type { Inode } from "./inode";
import { fail } from "./kernel-error";
import { OpenDirectory } from "./open-directory";
import { walk, walkExact, walkToMake } from "./path-walk";
import { demand, demandEntry, permission } from "./permissions";
import { RegularFile } from "./regular-file";
import { TerminalMaster, TerminalSlave } from "./terminal-ends";

/** Small files come whole with the answer to `open`. */
const firstBytesMax = 65_536;

/** Opens a path as `open(2)` does, without giving it a number yet. */
export function openPath(call: Call, path: string, flags: number, mode: number): Description {
  const { node, made } = resolve(call, path, flags, mode);
  if (node.generated?.opened !== undefined) return reopen(call, node, flags);
  if (node.isLink) return fail("ELOOP");
  checkKind(node, flags, path);
  // Whoever makes a file has it open as asked, whatever its mode forbids later.
  if (!made) demand(node, call.process, wantedOf(flags));
  return describe(call, node, flags);
}

interface Resolved {
  readonly node: Inode;
  readonly made: boolean;
}

function resolve(call: Call, path: string, flags: number, mode: number): Resolved {
  const { process, system } = call;
  const exclusive = (flags & (O_CREAT | O_EXCL)) === (O_CREAT | O_EXCL);
  const follow = (flags & O_NOFOLLOW) !== 0 || exclusive ? "unless-last" : "always";
  const found = ((flags & O_CREAT) === 0 ? walk : walkToMake)(process, path, follow);
  if (found.node !== undefined) return exclusive ? fail("EEXIST") : { node: found.node, made: false };
  if ((flags & O_CREAT) === 0) return fail("ENOENT");
  demandEntry(found.directory, process);
  const node = system.files.create(
    found.directory,
    found.name,
    S_IFREG | (mode & ~process.umask & 0o7777),
    process.owner,
  );
  return { node, made: true };
}

function wantedOf(flags: number): number {
  const access = flags & O_ACCMODE;
  const read = access === 1 ? 0 : permission.read;
  return read | (access === 0 && (flags & O_TRUNC) === 0 ? 0 : permission.write);
}

function checkKind(node: Inode, flags: number, path: string): void {
  const kind = node.mode & S_IFMT;
  if (kind === S_IFSOCK) fail("ENXIO");
  if (kind !== S_IFDIR && ((flags & O_DIRECTORY) !== 0 || path.endsWith("/"))) fail("ENOTDIR");
  if (kind === S_IFDIR && ((flags & O_ACCMODE) !== 0 || (flags & (O_TRUNC | O_CREAT)) !== 0)) fail("EISDIR");
}

function describe(call: Call, node: Inode, flags: number): Description {
  const { files } = call.system;
  const kept = flags & ~(O_CREAT | O_EXCL | O_TRUNC | O_FIRST_BYTES);
  if (node.isDirectory) return new OpenDirectory(files, node, kept);
  if ((node.mode & S_IFMT) === S_IFCHR) return openDevice(call, node, kept);
  if (node.generated?.content !== undefined) return new RegularFile(files, generate(call, node), kept);
  if ((flags & O_TRUNC) !== 0 && node.size > 0) files.truncate(node, 0);
  return new RegularFile(files, node, kept);
}

/** A copy of what the file says at this moment. */
function generate(call: Call, node: Inode): Inode {
  const copy = call.system.files.createNode({ device: node.volume.device, journal: undefined }, node.mode, node);
  const bytes = new TextEncoder().encode(node.generated?.content?.(call.process.pid) ?? "");
  call.system.files.write(copy, 0, bytes);
  return copy;
}

function openDevice(call: Call, node: Inode, flags: number): Description {
  const { device } = node;
  if (device === "tty") return call.process.terminal ?? fail("ENXIO");
  if (device === "ptmx") return new TerminalMaster(call.system.ptys.create(80, 24));
  if (device.startsWith("pts/")) return new TerminalSlave(call.system.ptys.get(Number(device.slice(4))), flags);
  return new DeviceFile(device as DeviceName, call.system.files, node, flags);
}

/** `/proc/self/fd/3`: a file is opened anew, a stream is the same one. */
function reopen(call: Call, node: Inode, flags: number): Description {
  const there = node.generated?.opened?.();
  if (!(there instanceof Description)) return fail("ENOENT");
  if (there.node === undefined || (there.node.mode & S_IFMT) === S_IFCHR) return there;
  checkKind(there.node, flags, "");
  return describe(call, there.node, flags);
}

function open(call: Call): Answer {
  const flags = call.number(0);
  const { process } = call;
  process.files.demandRoom();
  const file = openChecked(call, flags);
  const fd = process.files.add(file);
  const stat = file.stat();
  if ((flags & O_FIRST_BYTES) === 0 || (flags & O_ACCMODE) !== 0 || !(file instanceof RegularFile))
    return answer([fd, ...stat], []);
  const { node } = file;
  if (node.size > firstBytesMax) return answer([fd, ...stat], []);
  return answer([fd, ...stat], [call.system.files.read(node, 0, node.size)]);
}

function openChecked(call: Call, flags: number): Description {
  return openPath(call, call.text(0), flags, call.number(1, 0o666));
}

function readFile(call: Call): Answer {
  const fd = call.number(0, -1);
  if (fd >= 0) {
    const file = call.process.files.get(fd);
    if (!(file instanceof RegularFile)) return fail(file.node?.isDirectory === true ? "EISDIR" : "EINVAL");
    return file.read(file.node.size, -1);
  }
  const path = call.text(0);
  const { node } = walkExact(call.process, path, "always");
  if (node === undefined) return fail("ENOENT");
  if (node.isDirectory) return fail("EISDIR");
  if (!node.isFile || node.generated !== undefined || node.size === 0) return readSpecial(call, path);
  demand(node, call.process, permission.read);
  return answer([node.size], [call.system.files.read(node, 0, node.size)]);
}

/** Anything but a plain file can't be told by its size. ENOSYS tells the caller to open and read it by portions. */
function readSpecial(call: Call, path: string): Answer {
  const file = openPath(call, path, 0, 0).retain();
  try {
    if (!(file instanceof RegularFile)) return fail("ENOSYS");
    const bytes = call.system.files.read(file.node, 0, file.node.size);
    return answer([bytes.length], [bytes]);
  } finally {
    file.release();
  }
}

function writeFile(call: Call): Answer | undefined {
  const fd = call.number(0, -1);
  const bytes = call.bytes(1);
  if (fd >= 0) return call.process.files.get(fd).write(bytes, -1, call);
  const file = openPath(call, call.text(0), call.number(1), call.number(2, 0o666)).retain();
  try {
    return file.write(bytes, -1, call);
  } finally {
    file.release();
  }
}

export const openCalls = { open, readFile, writeFile } satisfies Record<string, Handler>;
