import { O_CREAT, O_EXCL, O_WRONLY, S_IFDIR } from "../protocol/constants";
import { done, text, type Answer } from "./answer";
import type { Call, Handler } from "./call";
import { parentOf, type Inode } from "./inode";
import { fail } from "./kernel-error";
import { openPath } from "./open-calls";
import { setMode } from "./path-calls";
import { find, walk, walkExact, type Found } from "./path-walk";
import { demand, demandEntry, permission } from "./permissions";

/** The root, `.` and `..` have no name that could be taken away. */
function nameable({ name }: Found, code: "EBUSY" | "EINVAL" | "ENOTEMPTY" | "EISDIR"): void {
  if (name === "") fail("EBUSY");
  if (name === "." || name === "..") fail(code);
}

/** A directory in which another volume begins stays where it is. */
function demandNoMount(found: Found): void {
  if (found.node !== undefined && found.node.volume !== found.directory.volume) fail("EBUSY");
}

function makeDirectory(call: Call, found: Found, mode: number): Inode {
  if (found.node !== undefined) return fail("EEXIST");
  demandEntry(found.directory, call.process);
  const bits = S_IFDIR | (mode & ~call.process.umask & 0o1777);
  return call.system.files.create(found.directory, found.name, bits, call.process.owner);
}

function mkdir(call: Call): Answer {
  const path = call.text(0);
  const mode = call.number(0, 0o777);
  if (call.number(1) !== 0) return makeAll(call, path, mode);
  makeDirectory(call, walk(call.process, path, "never"), mode);
  return done;
}

function makeAll(call: Call, path: string, mode: number): Answer {
  let first: string | undefined;
  for (const { 0: part, index } of path.matchAll(/[^/]+/gu)) {
    const end = index + part.length;
    const sofar = path.slice(0, end);
    const found = walk(call.process, sofar, "never");
    if (found.node === undefined) {
      makeDirectory(call, found, mode);
      first ??= asGiven(path, end);
    } else if (!find(call.process, sofar).isDirectory) fail(end < path.length ? "ENOTDIR" : "EEXIST");
  }
  if (path === "") fail("ENOENT");
  return first === undefined ? done : text(first);
}

/** The path up to a part that ends at `end`, as Node tells it: all but one of the slashes that follow stay. */
function asGiven(path: string, end: number): string {
  const next = path.slice(end).search(/[^/]/u);
  return next < 0 ? path : path.slice(0, end + next - 1);
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

function mkdtemp(call: Call): Answer {
  const prefix = call.text(0);
  for (let tries = 0; tries < 100; tries++) {
    const random = crypto.getRandomValues(new Uint8Array(6));
    const path = prefix + Array.from(random, (byte) => letters[byte % letters.length]).join("");
    const found = walk(call.process, path, "never");
    if (found.node !== undefined) continue;
    makeDirectory(call, found, 0o700);
    return text(path);
  }
  return fail("EEXIST");
}

function rmdir(call: Call): Answer {
  const found = walkExact(call.process, call.text(0), "never");
  const { directory, name } = found;
  if (name === "..") fail("ENOTEMPTY");
  nameable(found, "EINVAL");
  const node = found.node ?? fail("ENOENT");
  if (!node.isDirectory) fail("ENOTDIR");
  demandNoMount(found);
  demandEntry(directory, call.process, node);
  if ((node.entries?.size ?? 0) > 0 || node.generated !== undefined) fail("ENOTEMPTY");
  call.system.files.detach(directory, name);
  return done;
}

const unlink = (call: Call): Answer => unlinkName(call, call.text(0));

function unlinkName(call: Call, path: string): Answer {
  const found = walkExact(call.process, path, "never");
  nameable(found, "EISDIR");
  const node = found.node ?? fail("ENOENT");
  if (node.isDirectory) fail("EISDIR");
  if (found.directory.entries?.has(found.name) !== true) fail("EPERM");
  demandEntry(found.directory, call.process, node);
  call.system.files.detach(found.directory, found.name);
  return done;
}

/** Removes a file, or with `recursive` a whole tree. */
function rm(call: Call): Answer {
  const found = walkExact(call.process, call.text(0), "never");
  const { node } = found;
  if (node === undefined) return call.number(1) === 0 ? fail("ENOENT") : done;
  nameable(found, "EINVAL");
  if (node.isDirectory && call.number(0) === 0) fail("EISDIR");
  demandNoMount(found);
  if (node.isDirectory) empty(call, node);
  demandEntry(found.directory, call.process, node);
  call.system.files.detach(found.directory, found.name);
  return done;
}

function empty(call: Call, directory: Inode): void {
  if ((directory.entries?.size ?? 0) === 0) return;
  demand(directory, call.process, permission.read);
  for (const [name, node] of [...(directory.entries ?? [])]) {
    if (node.volume !== directory.volume) fail("EBUSY");
    if (node.isDirectory) empty(call, node);
    demandEntry(directory, call.process, node);
    call.system.files.detach(directory, name);
  }
}

function rename(call: Call): Answer {
  const from = walk(call.process, call.text(0), "never");
  const to = walk(call.process, call.text(1), "never");
  nameable(from, "EBUSY");
  nameable(to, "EBUSY");
  const node = from.node ?? fail("ENOENT");
  if (from.slash && !node.isDirectory) fail("ENOTDIR");
  if (node === to.node) return done;
  if (to.slash && !node.isDirectory) fail("ENOTDIR");
  if (from.directory.volume !== to.directory.volume) fail("EXDEV");
  demandNoMount(from);
  demandNoMount(to);
  if (node.isDirectory) demandOutside(to.directory, node);
  demandReplaceable(node, to.node);
  demandEntry(from.directory, call.process, node);
  demandEntry(to.directory, call.process, to.node);
  if (to.directory.nlink === 0) fail("ENOENT");
  call.system.files.move(from.directory, from.name, to.directory, to.name);
  return done;
}

/** No directory can be put into itself. */
function demandOutside(directory: Inode, moved: Inode): void {
  for (let at = directory; ; at = parentOf(at)) {
    if (at === moved) fail("EINVAL");
    if (parentOf(at) === at) return;
  }
}

function demandReplaceable(node: Inode, there: Inode | undefined): void {
  if (there === undefined) return;
  if (there.isDirectory && !node.isDirectory) fail("EISDIR");
  if (!there.isDirectory && node.isDirectory) fail("ENOTDIR");
  if ((there.entries?.size ?? 0) > 0) fail("ENOTEMPTY");
}

function link(call: Call): Answer {
  const node = find(call.process, call.text(0), false);
  const to = walk(call.process, call.text(1), "never");
  if (to.node !== undefined) fail("EEXIST");
  if (to.slash) fail("ENOENT");
  if (node.isDirectory) fail("EPERM");
  if (node.volume !== to.directory.volume || node.generated !== undefined) fail("EXDEV");
  demandEntry(to.directory, call.process);
  call.system.files.attach(to.directory, to.name, node);
  return done;
}

function symlink(call: Call): Answer {
  const target = call.text(0);
  if (target === "") fail("ENOENT");
  if (target.length >= 4096) fail("ENAMETOOLONG");
  const at = walk(call.process, call.text(1), "never");
  if (at.node !== undefined) fail("EEXIST");
  if (at.slash) fail("ENOENT");
  demandEntry(at.directory, call.process);
  call.system.files.createLink(at.directory, at.name, target, call.process.owner);
  return done;
}

/** As libuv copies: the target is opened first, takes the source's mode, and goes again if the source can't be read. */
function copyFile(call: Call): Answer {
  const { process, system } = call;
  const from = find(process, call.text(0));
  demand(from, process, permission.read);
  const exclusive = (call.number(0) & 1) === 0 ? 0 : O_EXCL;
  const to = openPath(call, call.text(1), O_WRONLY | O_CREAT | exclusive, from.mode & 0o7777).retain();
  try {
    if (to.node === from) return done;
    if (from.isDirectory) {
      unlinkName(call, call.text(1));
      fail("EISDIR");
    }
    to.truncate(0);
    to.write(system.files.read(from, 0, from.size), 0, call);
    if (to.node !== undefined && to.node.mode !== from.mode) setMode(call, to.node, from.mode);
    return done;
  } finally {
    to.release();
  }
}

export const treeCalls = {
  mkdir,
  mkdtemp,
  rmdir,
  unlink,
  rm,
  rename,
  link,
  symlink,
  copyFile,
} satisfies Record<string, Handler>;
