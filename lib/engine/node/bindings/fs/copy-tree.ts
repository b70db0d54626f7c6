import type { Stats } from "node:fs";
import type { Binding } from "@/lib/engine/node/binding-host";
import type { ProcessHost } from "@/lib/engine/node/process-host";

type Files = typeof import("node:fs");
type Paths = typeof import("node:path");

interface CopyOptions {
  readonly force: boolean;
  readonly dereference: boolean;
  readonly errorOnExist: boolean;
  readonly verbatimSymlinks: boolean;
  readonly preserveTimestamps: boolean;
}

/** The parts of `fs.cpSync` that are C++ in Node, over the library's own calls. */
class TreeCopier {
  readonly #host: ProcessHost;

  constructor(host: ProcessHost) {
    this.#host = host;
  }

  get #fs(): Files {
    return this.#host.requireBuiltin("fs") as Files;
  }

  get #path(): Paths {
    return this.#host.requireBuiltin("path") as Paths;
  }

  #fail(code: string, message: string): never {
    throw this.#host.errors.node(code, message);
  }

  #stat(path: string, follows: boolean): Stats | undefined {
    return this.#fs[follows ? "statSync" : "lstatSync"](path, { throwIfNoEntry: false });
  }

  checkPaths(source: string, target: string, dereference: boolean, recursive: boolean): void {
    const from = this.#stat(source, dereference);
    if (!from) throw this.#host.errors.uv(-2, "cp", source);
    const to = this.#stat(target, dereference);
    if (to) this.#checkExisting(from, to, source, target);
    if (from.isDirectory()) this.#checkFolder(source, target, recursive);
    else if (from.isSocket()) this.#fail("ERR_FS_CP_SOCKET", `Cannot copy a socket file: ${target}`);
    else if (from.isFIFO()) this.#fail("ERR_FS_CP_FIFO_PIPE", `Cannot copy a FIFO pipe: ${target}`);
    if (!to) this.#fs.mkdirSync(this.#path.dirname(target), { recursive: true });
  }

  #checkExisting(from: Stats, to: Stats, source: string, target: string): void {
    if (from.ino === to.ino && from.dev === to.dev) {
      this.#fail("ERR_FS_CP_EINVAL", `src and dest cannot be the same ${target}`);
    }
    if (from.isDirectory() && !to.isDirectory()) {
      this.#fail("ERR_FS_CP_DIR_TO_NON_DIR", `Cannot overwrite non-directory ${target} with directory ${source}`);
    }
    if (!from.isDirectory() && to.isDirectory()) {
      this.#fail("ERR_FS_CP_NON_DIR_TO_DIR", `Cannot overwrite directory ${target} with non-directory ${source}`);
    }
  }

  #checkFolder(source: string, target: string, recursive: boolean): void {
    if (this.#isWithin(target, source)) {
      this.#fail("ERR_FS_CP_EINVAL", `Cannot copy ${source} to a subdirectory of self ${target}`);
    }
    if (!recursive)
      this.#fail(
        "ERR_FS_EISDIR",
        `Recursive option not enabled, cannot copy a directory: ${source.replace(/\/*$/u, "/")}`,
      );
  }

  #isWithin(inner: string, outer: string): boolean {
    const path = this.#path;
    return path.resolve(inner).startsWith(path.resolve(outer) + path.sep);
  }

  overrideFile(source: string, target: string, mode: number, preserveTimestamps: boolean): void {
    this.#fs.unlinkSync(target);
    this.#fs.copyFileSync(source, target, mode);
    if (preserveTimestamps) this.#keepTimes(source, target);
  }

  #keepTimes(source: string, target: string): void {
    const { atime, mtime } = this.#fs.statSync(source);
    this.#fs.utimesSync(target, atime, mtime);
  }

  copyFolder(source: string, target: string, options: CopyOptions): void {
    this.#fs.mkdirSync(target, { recursive: true });
    for (const name of this.#fs.readdirSync(source)) {
      const [from, to] = [this.#path.join(source, name), this.#path.join(target, name)];
      const entry = this.#stat(from, options.dereference);
      if (entry?.isDirectory()) this.copyFolder(from, to, options);
      else if (entry?.isSymbolicLink()) this.#copyLink(from, to, options);
      else if (entry) this.#copyFile(from, to, options);
    }
  }

  #copyLink(from: string, to: string, { verbatimSymlinks }: CopyOptions): void {
    const link = this.#fs.readlinkSync(from);
    const path = this.#path;
    const pointed = verbatimSymlinks ? link : path.resolve(path.dirname(from), link);
    const existing = this.#stat(to, false);
    if (existing) this.#checkLinks(pointed, from, to, existing);
    this.#fs.symlinkSync(pointed, to);
  }

  /** A link may take the place of a link that points neither into what is copied nor around it; of nothing else. */
  #checkLinks(pointed: string, from: string, to: string, existing: Stats): void {
    if (!existing.isSymbolicLink()) throw this.#host.errors.uv(-17, "symlink", pointed, to);
    const path = this.#path;
    const old = path.resolve(path.dirname(to), this.#fs.readlinkSync(to));
    if (this.#stat(from, true)?.isDirectory() && this.#isWithin(old, pointed)) {
      this.#fail("ERR_FS_CP_EINVAL", `Cannot copy ${pointed} to a subdirectory of self ${old}`);
    }
    if (this.#stat(to, true)?.isDirectory() && this.#isWithin(pointed, old)) {
      this.#fail("ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY", `cannot overwrite ${old} with ${pointed}`);
    }
    this.#fs.unlinkSync(to);
  }

  #copyFile(from: string, to: string, { force, errorOnExist, preserveTimestamps }: CopyOptions): void {
    const existing = this.#stat(to, false);
    if (existing && !force) {
      if (errorOnExist)
        this.#fail(
          "ERR_FS_CP_EEXIST",
          `[ERR_FS_CP_EEXIST]: Target already exists: cp returned EEXIST (${to} already exists) ${to}`,
        );
      return;
    }
    if (existing) this.#fs.unlinkSync(to);
    this.#fs.copyFileSync(from, to);
    if (preserveTimestamps) this.#keepTimes(from, to);
  }
}

export function createCopyTreeCalls(host: ProcessHost): Binding {
  const copier = new TreeCopier(host);
  return {
    cpSyncCheckPaths: (source: string, target: string, dereference: boolean, recursive: boolean) => {
      copier.checkPaths(source, target, dereference, recursive);
    },
    cpSyncOverrideFile: (source: string, target: string, mode: number, preserveTimestamps: boolean) => {
      copier.overrideFile(source, target, mode, preserveTimestamps);
    },
    cpSyncCopyDir(source: string, target: string, ...flags: boolean[]) {
      const [
        force = true,
        dereference = false,
        errorOnExist = false,
        verbatimSymlinks = false,
        preserveTimestamps = false,
      ] = flags;
      copier.copyFolder(source, target, { force, dereference, errorOnExist, verbatimSymlinks, preserveTimestamps });
    },
  };
}
