import { joinPath } from "@/lib/base";
import type { EngineConnection } from "@/lib/engine";
import type { Entry, SandboxFiles } from "../sandbox";

/** Devices, pipes and sockets have no type of their own in the contract. */
const typeOf = (type: Entry["type"] | "other"): Entry["type"] => (type === "other" ? "file" : type);

export function createEngineFiles({ link, watch }: EngineConnection, cwd: string): SandboxFiles {
  const at = (path: string) => joinPath(cwd, path);
  return {
    read: (path) => link.call("read", [at(path)]),
    write: (path, content) => link.call("write", [at(path), content]),
    list: async (path) => (await link.call("list", [at(path)])).map(({ name, type }) => ({ name, type: typeOf(type) })),
    stat: async (path) => {
      const { type, ...facts } = await link.call("lstat", [at(path)]);
      return { type: typeOf(type), ...facts };
    },
    mkdir: (path) => link.call("mkdir", [at(path)]),
    remove: (path) => link.call("remove", [at(path)]),
    rename: (from, to) => link.call("rename", [at(from), at(to)]),
    watch: (path, onChange) => watch(at(path), onChange),
  };
}
