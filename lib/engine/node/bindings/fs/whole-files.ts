import type { Binding } from "@/lib/engine/node/binding-host";
import type { PathLike } from "@/lib/engine/node/bindings/fs/request";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { op } from "@/lib/engine/protocol/operations";
import { textOf } from "@/lib/engine/protocol/parts";

const isDirectory = -21;
const short = 64;

/** Reading and writing a file in one call to the kernel. */
export function createWholeFileCalls({ syscalls, errors, native }: ProcessHost): Binding {
  const decoder = new native.TextDecoder("utf-8", { ignoreBOM: true });

  /** Which of the calls in between the kernel failed at: C++ makes open, read and close of it. */
  function failure(errno: number, target: PathLike | number, late: string): Error {
    if (typeof target === "number" || errno === isDirectory) return errors.uv(errno, late);
    return errors.uv(errno, "open", textOf(target));
  }

  /** Flags other than those for reading do what they do: make the file, or refuse to. */
  function open(path: PathLike, flags: number): void {
    const errno = syscalls.call(op.open, [flags, 0o666], [path]);
    if (errno < 0) throw failure(errno, path, "open");
    syscalls.call(op.close, [syscalls.numbers[0] ?? -1]);
  }

  return {
    readFileUtf8(target: PathLike | number, flags: number) {
      const byPath = typeof target !== "number";
      if (byPath && flags !== 0) open(target, flags);
      const errno = syscalls.call(op.readFile, [byPath ? -1 : target], [byPath ? target : ""]);
      if (errno < 0) throw failure(errno, target, "read");
      const bytes = syscalls.parts()[0];
      if (!bytes) return "";
      return bytes.length < short ? textOf(bytes) : decoder.decode(bytes);
    },
    writeFileUtf8(target: PathLike | number, text: string, flags: number, mode: number) {
      const byPath = typeof target !== "number";
      const errno = syscalls.call(op.writeFile, [byPath ? -1 : target, flags, mode], [byPath ? target : "", text]);
      if (errno >= 0) return;
      if (byPath) throw errors.uv(errno, "open", textOf(target));
      throw errors.uv(errno, "write");
    },
  };
}
