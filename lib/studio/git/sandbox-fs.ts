import { codeOf, dirname, Failure } from "@/lib/base";
import type { Entry, SandboxFiles } from "@/lib/sandbox";

const typeBits = { file: 0o100000, directory: 0o040000, symlink: 0o120000 } as const;

function statsOf({ type, size, mode, modified }: Entry) {
  return {
    size,
    mode: typeBits[type] | (mode & 0o777),
    mtimeMs: modified,
    ctimeMs: modified,
    ino: 0,
    dev: 0,
    uid: 0,
    gid: 0,
    isFile: () => type === "file",
    isDirectory: () => type === "directory",
    isSymbolicLink: () => type === "symlink",
  };
}

/** Git looks at nothing but `code`. */
const coded = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    throw new Failure(codeOf(error) ?? "EIO", String(error), { cause: error });
  }
};

/** The sandbox's files as isomorphic-git wants them, so that git can work at the app's side of the wall, where tokens are. */
export function createSandboxFs(files: SandboxFiles) {
  const stat = async (path: string) => statsOf(await coded(files.stat(path)));
  const promises = {
    async readFile(path: string, options?: string | { readonly encoding?: string }): Promise<Uint8Array | string> {
      const bytes = await coded(files.read(path));
      const encoding = typeof options === "string" ? options : options?.encoding;
      return encoding === "utf8" ? new TextDecoder().decode(bytes) : bytes;
    },
    async writeFile(path: string, content: Uint8Array | string): Promise<void> {
      try {
        await coded(files.write(path, content));
      } catch (error) {
        if (codeOf(error) !== "ENOENT") throw error;
        await coded(files.mkdir(dirname(path)));
        await coded(files.write(path, content));
      }
    },
    unlink: (path: string) => coded(files.remove(path)),
    readdir: async (path: string) => (await coded(files.list(path))).map(({ name }) => name),
    mkdir: (path: string) => coded(files.mkdir(path)),
    rmdir: (path: string) => coded(files.remove(path)),
    stat,
    lstat: stat,
    rename: (from: string, to: string) => coded(files.rename(from, to)),
    async readlink(path: string): Promise<string> {
      return (await coded(files.stat(path))).target ?? "";
    },
    /** What a link would show, since a driver may not be able to make one. */
    symlink: (target: string, path: string) => coded(files.write(path, target)),
    chmod: async () => undefined,
  };
  return { promises };
}
