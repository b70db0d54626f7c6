import type { Binding } from "@/lib/engine/node/binding-host";
import type { PathLike } from "@/lib/engine/node/bindings/fs/request";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { op } from "@/lib/engine/protocol/operations";
import { textOf } from "@/lib/engine/protocol/parts";

const isDirectory = -21;
/** The folder it would be in isn't there, or is a file. */
const nowhere = new Set([-2, -20]);

/** `fs.rmSync`: the tree goes in one call. */
export function createRemovalCalls({ syscalls, errors }: ProcessHost): Binding {
  return {
    rmSync(path: PathLike, _maxRetries: number, recursive: boolean, _retryDelay: number) {
      const errno = syscalls.call(op.rm, [recursive ? 1 : 0, 1], [path]);
      if (errno === 0 || nowhere.has(errno)) return;
      const name = textOf(path);
      if (errno === isDirectory) {
        throw errors.node("ERR_FS_EISDIR", `Path is a directory: rm returned EISDIR (is a directory) ${name}`);
      }
      throw errors.uv(errno, "rm", name);
    },
  };
}
