import { S_IFCHR, S_IFDIR, S_IFLNK } from "../protocol/constants";
import { user as person } from "../protocol/user";
import type { FileSystem, Owner } from "./file-system";
import type { Inode } from "./inode";
import { fail } from "./kernel-error";

const root: Owner = { uid: 0, gid: 0 };
/** Whom the page's programs run as. */
export const user: Owner = { uid: person.id, gid: person.id };

/** The directory at an absolute path, made with its parents where it isn't there. */
export function ensureDirectory(files: FileSystem, path: string, mode = 0o755, owner: Owner = root): Inode {
  let at = files.root;
  const parts = path.split("/").filter(Boolean);
  for (const [index, part] of parts.entries()) {
    const there = at.entries?.get(part);
    const last = index === parts.length - 1;
    at = there ?? files.create(at, part, S_IFDIR | (last ? mode : 0o755), last ? owner : root);
    if (!at.isDirectory) fail("ENOTDIR");
  }
  return at;
}

function device(files: FileSystem, directory: Inode, name: string): void {
  files.create(directory, name, S_IFCHR | 0o666, root).device = name === "urandom" ? "random" : name;
}

/** What stands in every file system before anything is mounted. Returns `/dev/pts`. */
export function buildBaseTree(files: FileSystem, hostname: string): Inode {
  for (const path of ["/bin", "/usr/bin", "/usr/lib", "/etc", "/var", "/run", "/proc", "/dev/pts"])
    ensureDirectory(files, path);
  for (const path of ["/tmp", "/var/tmp", "/dev/shm"]) ensureDirectory(files, path, 0o1777);
  for (const path of ["/home", "/home/user", "/usr/local", "/usr/local/bin", "/usr/local/lib", "/opt", "/var/cache"])
    ensureDirectory(files, path, 0o755, user);
  const dev = ensureDirectory(files, "/dev");
  for (const name of ["null", "zero", "full", "random", "urandom", "tty", "ptmx"]) device(files, dev, name);
  const links = { fd: "/proc/self/fd", stdin: "/proc/self/fd/0", stdout: "/proc/self/fd/1", stderr: "/proc/self/fd/2" };
  for (const [name, target] of Object.entries(links)) files.createLink(dev, name, target, root);
  const etc = ensureDirectory(files, "/etc");
  const texts = {
    hostname: `${hostname}\n`,
    hosts: `127.0.0.1\tlocalhost ${hostname}\n::1\tlocalhost\n`,
    passwd: `root:x:0:0:root:/root:/bin/sh\n${person.name}:x:${person.id}:${person.id}:${person.name}:${person.home}:${person.shell}\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false\n`,
    group: `root:x:0:\ntty:x:5:\n${person.name}:x:${person.id}:\nnogroup:x:65534:\n`,
    "os-release": 'NAME="tabsmith"\nID=tabsmith\nPRETTY_NAME="tabsmith"\n',
  };
  for (const [name, content] of Object.entries(texts))
    files.write(files.create(etc, name, 0o100644, root), 0, new TextEncoder().encode(content));
  return ensureDirectory(files, "/dev/pts");
}

/** A symbolic link that is made up when someone looks. */
export const generatedLinkMode = S_IFLNK | 0o777;
