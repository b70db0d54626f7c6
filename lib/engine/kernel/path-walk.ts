import { parentOf, type Inode } from "./inode";
import { fail } from "./kernel-error";
import { allows, permission, type Credentials } from "./permissions";

export interface Walker extends Credentials {
  readonly root: Inode;
  readonly cwd: Inode;
  readonly pid: number;
}

/** Where a path leads: the directory and the name in it, and what is there, if anything. */
export interface Found {
  readonly directory: Inode;
  readonly name: string;
  readonly node: Inode | undefined;
  /** The path ended in a slash, so that it can only mean a directory. */
  readonly slash: boolean;
}

const pathMax = 4096;
const nameMax = 255;
const linksMax = 40;

/** Resolves a path. With `follow`, a link at its end is followed, even to a name that isn't there yet. */
export function walk(walker: Walker, path: string, follow: boolean): Found {
  if (path === "") fail("ENOENT");
  if (path.length >= pathMax) fail("ENAMETOOLONG");
  return new Walk(walker, follow, path).run();
}

class Walk {
  #rest: string;
  #node: Inode;
  #at: number;
  #links = 0;

  constructor(
    readonly walker: Walker,
    readonly follow: boolean,
    path: string,
  ) {
    this.#rest = path;
    this.#node = startOf(walker, walker.cwd, path);
    this.#at = skipSlashes(path, 0);
  }

  run(): Found {
    while (this.#at < this.#rest.length) {
      const slash = this.#rest.indexOf("/", this.#at);
      const end = slash < 0 ? this.#rest.length : slash;
      const after = slash < 0 ? end : skipSlashes(this.#rest, end);
      const name = this.#rest.slice(this.#at, end);
      const next = step(this.walker, this.#node, name);
      const last = after === this.#rest.length;
      if (next !== undefined && (!last || this.follow || slash >= 0) && isWay(next)) {
        this.#jump(next, end);
        continue;
      }
      if (last) return { directory: this.#node, name, node: checkSlash(next, slash >= 0), slash: slash >= 0 };
      this.#node = next ?? fail("ENOENT");
      this.#at = after;
    }
    return { directory: parentOf(this.#node), name: "", node: this.#node, slash: true };
  }

  /** The rest of the path goes on from where the link points. */
  #jump(link: Inode, end: number): void {
    this.#links += 1;
    if (this.#links > linksMax) fail("ELOOP");
    const target = link.generated?.target?.(this.walker.pid) ?? link.target;
    this.#rest = target + this.#rest.slice(end);
    this.#node = startOf(this.walker, this.#node, target);
    this.#at = skipSlashes(this.#rest, 0);
  }
}

/** Whether this is a link that leads on by a path. */
const isWay = (node: Inode): boolean => node.isLink && node.generated?.opened === undefined;

const startOf = (walker: Walker, directory: Inode, path: string): Inode =>
  path.charCodeAt(0) === 47 ? walker.root : directory;

function skipSlashes(path: string, from: number): number {
  let at = from;
  while (path.charCodeAt(at) === 47) at += 1;
  return at;
}

function checkSlash(node: Inode | undefined, slash: boolean): Inode | undefined {
  if (slash && node !== undefined && !node.isDirectory) fail("ENOTDIR");
  return node;
}

function step(walker: Walker, directory: Inode, name: string): Inode | undefined {
  const { entries } = directory;
  if (entries === undefined) fail("ENOTDIR");
  if (!allows(directory, walker, permission.execute)) fail("EACCES");
  if (name === ".") return directory;
  if (name === "..") return parentOf(directory);
  const found = entries.get(name);
  if (found !== undefined) return found;
  if (name.length > nameMax / 3) checkName(name);
  return directory.generated?.lookup?.(name, walker.pid);
}

function checkName(name: string): void {
  if (new TextEncoder().encode(name).length > nameMax) fail("ENAMETOOLONG");
}

/** What a path leads to; ENOENT if nothing. */
export function find(walker: Walker, path: string, follow = true): Inode {
  return walk(walker, path, follow).node ?? fail("ENOENT");
}
