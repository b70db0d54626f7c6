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

/**
 * What becomes of a link at a path's end. `always` follows it, even to a name that isn't there yet; `unless-last` only
 * when a slash comes after it; `never` is for who makes, moves or removes names.
 */
export type Following = "always" | "unless-last" | "never";

/** Resolves a path. */
export function walk(walker: Walker, path: string, follow: Following): Found {
  return new Walk(walker, follow, checked(path)).run();
}

/** Resolves a path for who may make what it names: such a name can't end in a slash, whatever is there. */
export function walkToMake(walker: Walker, path: string, follow: Following): Found {
  return new Walk(walker, follow, checked(path), true).run();
}

function checked(path: string): string {
  if (path === "") fail("ENOENT");
  if (path.length >= pathMax) fail("ENAMETOOLONG");
  return path;
}

class Walk {
  #rest: string;
  #node: Inode;
  #at: number;
  #links = 0;

  constructor(
    readonly walker: Walker,
    readonly follow: Following,
    path: string,
    readonly makes = false,
  ) {
    this.#rest = path;
    this.#node = startOf(walker, walker.cwd, path);
    this.#at = skipSlashes(path, 0);
  }

  run(): Found {
    while (this.#at < this.#rest.length) {
      const { name, end, after, slash } = nameAt(this.#rest, this.#at);
      const next = step(this.walker, this.#node, name);
      const last = after === this.#rest.length;
      if (this.makes && last && slash) makeable(name);
      if (next !== undefined && (!last || this.#leads(slash)) && isWay(next)) {
        this.#jump(next, end);
        continue;
      }
      if (last) return { directory: this.#node, name, node: next, slash };
      this.#node = next ?? fail("ENOENT");
      this.#at = after;
    }
    return { directory: parentOf(this.#node), name: "", node: this.#node, slash: true };
  }

  #leads(slash: boolean): boolean {
    return this.follow === "always" || (slash && this.follow === "unless-last");
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

/** The name that begins here, where it ends, and where the next one begins. */
function nameAt(path: string, at: number) {
  const found = path.indexOf("/", at);
  const slash = found >= 0;
  const end = slash ? found : path.length;
  return { name: path.slice(at, end), end, after: slash ? skipSlashes(path, end) : end, slash };
}

/** What a slash comes after is there already, or can't be made. */
function makeable(name: string): void {
  if (name !== "." && name !== "..") fail("EISDIR");
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

/** As `walk`, for who needs what is there to be what the path says it is. */
export function walkExact(walker: Walker, path: string, follow: Following): Found {
  const found = walk(walker, path, follow);
  if (found.slash && found.node !== undefined && !found.node.isDirectory) fail("ENOTDIR");
  return found;
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
  return walkExact(walker, path, follow ? "always" : "unless-last").node ?? fail("ENOENT");
}
