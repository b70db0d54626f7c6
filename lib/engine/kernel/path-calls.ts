import { answer, done, numbers, text, type Answer } from "./answer";
import type { Call, Handler } from "./call";
import { pathOf, type Inode } from "./inode";
import { fail, KernelError } from "./kernel-error";
import { list, listingAnswer } from "./open-directory";
import { find, walkExact } from "./path-walk";
import { allows, demand, demandOwner, permission } from "./permissions";
import { statNumbers } from "./stat-numbers";

function statOf(node: Inode): Answer {
  return answer(node.generated?.opened?.().stat() ?? statNumbers(node), []);
}

const stat = (call: Call): Answer => statOf(find(call.process, call.text(0)));
const lstat = (call: Call): Answer => {
  const node = find(call.process, call.text(0), false);
  return answer(statNumbers(node), []);
};

function moduleStat(call: Call): Answer {
  try {
    return numbers(find(call.process, call.text(0)).isDirectory ? 1 : 0);
  } catch (error) {
    if (error instanceof KernelError) return numbers(-2);
    throw error;
  }
}

const namesMost = 1000;
const kind = { file: 0, directory: 1, neither: 2 } as const;

/** What `moduleStat` would answer for each name in a directory. */
function moduleNames(call: Call): Answer {
  const path = call.text(0);
  const directory = find(call.process, `${path}/.`);
  const { entries, generated } = directory;
  if (entries === undefined || generated !== undefined || entries.size > namesMost) return numbers(-1);
  const kindOf = (name: string, node: Inode): number => {
    if (!node.isLink) return node.isDirectory ? kind.directory : kind.file;
    try {
      return find(call.process, `${path}/${name}`).isDirectory ? kind.directory : kind.file;
    } catch (error) {
      if (error instanceof KernelError) return kind.neither;
      throw error;
    }
  };
  const kinds = Uint8Array.from(entries, ([name, node]) => kindOf(name, node));
  return answer([entries.size], [new TextEncoder().encode([...entries.keys()].join("\0")), kinds]);
}

function access(call: Call): Answer {
  const node = find(call.process, call.text(0));
  const wanted = call.number(0);
  if (wanted !== 0 && !allows(node, call.process, wanted)) fail("EACCES");
  return done;
}

function readdir(call: Call): Answer {
  const directory = find(call.process, call.text(0));
  if (!directory.isDirectory) return fail("ENOTDIR");
  demand(directory, call.process, permission.read);
  return listingAnswer(list(directory, call.process.pid));
}

function readlink(call: Call): Answer {
  const node = find(call.process, call.text(0), false);
  if (!node.isLink) return fail("EINVAL");
  return text(node.generated?.target?.(call.process.pid) ?? node.target);
}

function realpath(call: Call): Answer {
  const found = walkExact(call.process, call.text(0), "always");
  if (found.node === undefined) return fail("ENOENT");
  const { root } = call.process;
  // The name by which it was found, since an inode may have several.
  if (found.name === "" || found.name === "." || found.name === "..")
    return text(pathOf(found.node, root) ?? fail("ENOENT"));
  const directory = pathOf(found.directory, root) ?? fail("ENOENT");
  return text(directory === "/" ? `/${found.name}` : `${directory}/${found.name}`);
}

export function setMode(call: Call, node: Inode, mode: number): Answer {
  demandOwner(node, call.process);
  node.mode = (node.mode & ~0o7777) | (mode & 0o7777);
  call.system.files.changed(node);
  return done;
}

export function setOwner(call: Call, node: Inode, uid: number, gid: number): Answer {
  const { process } = call;
  const changes = (uid !== -1 && uid !== node.uid) || (gid !== -1 && gid !== node.gid);
  if (changes && process.uid !== 0 && (uid !== node.uid || node.uid !== process.uid)) fail("EPERM");
  // -1 and its unsigned form both mean: leave it.
  if (uid >= 0 && uid < 0xffffffff) node.uid = uid;
  if (gid >= 0 && gid < 0xffffffff) node.gid = gid;
  call.system.files.changed(node);
  return done;
}

/** As libuv passes them on, times are exact to the microsecond. */
const milliseconds = (seconds: number): number => Math.floor(seconds * 1e6 + 1e-3) / 1e3;

export function setTimes(call: Call, node: Inode, atime: number, mtime: number): Answer {
  demandOwner(node, call.process);
  // A time that isn't a number is left as it is, infinity means now.
  if (!Number.isNaN(atime)) node.atime = Number.isFinite(atime) ? milliseconds(atime) : call.system.files.now();
  if (!Number.isNaN(mtime)) node.mtime = Number.isFinite(mtime) ? milliseconds(mtime) : call.system.files.now();
  call.system.files.changed(node);
  return done;
}

const chmod = (call: Call): Answer => setMode(call, find(call.process, call.text(0)), call.number(0));
const chown = (call: Call): Answer =>
  setOwner(call, find(call.process, call.text(0), call.number(2, 1) !== 0), call.number(0, -1), call.number(1, -1));
const utimes = (call: Call): Answer =>
  setTimes(call, find(call.process, call.text(0), call.number(2, 1) !== 0), call.number(0), call.number(1));

function truncate(call: Call): Answer {
  const node = find(call.process, call.text(0));
  if (node.isDirectory) fail("EISDIR");
  if (!node.isFile) fail("EINVAL");
  demand(node, call.process, permission.write);
  call.system.files.truncate(node, call.number(0));
  return done;
}

function statfs(call: Call): Answer {
  find(call.process, call.text(0));
  const { limits, usage } = call.system.files;
  const free = Math.floor((limits.totalBytes - usage.bytes) / 4096);
  return numbers(
    0xef53,
    4096,
    Math.floor(limits.totalBytes / 4096),
    free,
    free,
    limits.inodes,
    limits.inodes - usage.inodes,
  );
}

export const pathCalls = {
  stat,
  lstat,
  moduleStat,
  moduleNames,
  access,
  readdir,
  readlink,
  realpath,
  chmod,
  chown,
  utimes,
  truncate,
  statfs,
} satisfies Record<string, Handler>;
