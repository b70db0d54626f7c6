import type { AsyncWrapClass } from "@/lib/engine/node/async-wrap";
import type { Binding } from "@/lib/engine/node/binding-host";
import type { PathLike, Request, Requests } from "@/lib/engine/node/bindings/fs/request";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { op } from "@/lib/engine/protocol/operations";

interface Handle {
  readonly fd: number;
}

/** What `fs.promises.open` gives the library: an open file that must be closed. */
function createFileHandleClass(
  Base: AsyncWrapClass,
  { perform, promises }: Requests,
  host: ProcessHost,
): new (fd: number) => Handle {
  return class FileHandle extends Base {
    #fd: number;
    declare onread: () => void;

    constructor(fd: number) {
      super("FILEHANDLE");
      this.#fd = fd;
    }

    get fd(): number {
      return this.#fd;
    }

    close(): unknown {
      const fd = this.releaseFD();
      return perform({ op: op.close, numbers: [fd], syscall: "close" }, promises);
    }

    closeSync(): void {
      const errno = host.syscalls.call(op.close, [this.releaseFD()]);
      if (errno < 0) throw host.errors.uv(errno, "close");
    }

    releaseFD(): number {
      const fd = this.#fd;
      this.#fd = -1;
      return fd;
    }
  };
}

export function createFileHandleCalls(requests: Requests, host: ProcessHost): Binding {
  const FileHandle = createFileHandleClass(host.AsyncWrap, requests, host);
  return {
    FileHandle,
    openFileHandle: (path: PathLike, flags: number, mode: number, request: Request) =>
      requests.perform(
        { op: op.open, numbers: [flags, mode], parts: [path], syscall: "open", path },
        request,
        (numbers) => new FileHandle(numbers[0] ?? -1),
      ),
  };
}
