import { AsyncObject } from "@/lib/engine/node/async-object";
import type { Binding } from "@/lib/engine/node/binding-host";
import { createRequests, type PathLike, type Request, type Requests } from "@/lib/engine/node/bindings/fs/request";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { O_DIRECTORY } from "@/lib/engine/protocol/constants";
import { op } from "@/lib/engine/protocol/operations";

/** Names and types by turns, as the library takes them; null at the end. */
type Entries = unknown[] | null;

class DirHandle extends AsyncObject {
  readonly #fd: number;
  readonly #requests: Requests;

  constructor(fd: number, requests: Requests) {
    super("DIRHANDLE");
    this.#fd = fd;
    this.#requests = requests;
  }

  read(encoding: string | undefined, count: number, request: Request): Entries | Promise<Entries> | undefined {
    const ask = { op: op.getdents, numbers: [this.#fd, count], syscall: "scandir" };
    return this.#requests.perform<Entries>(ask, request, (_, [names, types]) => {
      if (!names?.length) return null;
      const entries: unknown[] = [];
      let at = 0;
      for (const type of types ?? []) {
        const end = names.indexOf(0, at);
        const stop = end < 0 ? names.length : end;
        entries.push(this.#requests.encode(names.slice(at, stop), encoding), type);
        at = stop + 1;
      }
      return entries;
    });
  }

  close(request: Request): unknown {
    return this.#requests.perform({ op: op.close, numbers: [this.#fd], syscall: "closedir" }, request);
  }
}

export function createFsDirBinding(host: ProcessHost): Binding {
  const requests = createRequests(host);
  const open = (path: PathLike, request: Request): unknown =>
    requests.perform(
      { op: op.open, numbers: [O_DIRECTORY, 0], parts: [path], syscall: "opendir", path },
      request,
      (numbers) => new DirHandle(numbers[0] ?? -1, requests),
    );
  return {
    DirHandle,
    opendir: (path: PathLike, _encoding: string, request: Request) => open(path, request),
    opendirSync: (path: PathLike) => open(path, undefined),
  };
}
