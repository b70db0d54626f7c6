import type { Binding } from "@/lib/engine/node/binding-host";
import type { Ask, PathLike, Request, Requests } from "@/lib/engine/node/bindings/fs/request";
import type { StatReader } from "@/lib/engine/node/bindings/fs/stats";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { op } from "@/lib/engine/protocol/operations";

type Position = number | bigint | null | undefined;

/** What a synchronous write answers with when it fails. */
interface ErrorContext {
  errno?: number;
  code?: string;
  syscall?: string;
}

/** `null`, `undefined`, -1: the file's own position. */
const at = (position: Position): number =>
  typeof position === "number" || typeof position === "bigint" ? Number(position) : -1;

interface Validators {
  readonly validateInt32: (value: unknown, name: string, min: number, max: number) => void;
}

const viewOf = (view: ArrayBufferView, offset = 0, length = view.byteLength - offset): Uint8Array =>
  new Uint8Array(view.buffer, view.byteOffset + offset, length);

function joined(views: readonly ArrayBufferView[]): Uint8Array {
  const all = new Uint8Array(views.reduce((sum, view) => sum + view.byteLength, 0));
  let filled = 0;
  for (const view of views) {
    all.set(viewOf(view), filled);
    filled += view.byteLength;
  }
  return all;
}

function scatter(bytes: Uint8Array | undefined, views: readonly ArrayBufferView[]): void {
  let taken = 0;
  for (const view of views) {
    const portion = bytes?.subarray(taken, taken + view.byteLength);
    if (!portion?.length) return;
    viewOf(view).set(portion);
    taken += portion.length;
  }
}

const count = (numbers: ArrayLike<number>): number => numbers[0] ?? 0;

/** C++ looks at descriptors itself, with the library's own words. */
const checkWith =
  (host: ProcessHost) =>
  (fd: unknown): number => {
    if (typeof fd === "number" && Number.isInteger(fd) && fd >= 0 && fd <= 0x7fffffff) return fd;
    const { validateInt32 } = host.requireBuiltin("internal/validators") as Validators;
    validateInt32(fd, "fd", 0, 0x7fffffff);
    return Number(fd);
  };

function createReads({ perform }: Requests, host: ProcessHost): Binding {
  const checked = checkWith(host);
  return {
    read: (fd: number, view: ArrayBufferView, offset: number, length: number, position: Position, request: Request) =>
      perform(
        { op: op.read, numbers: [checked(fd), length, at(position)], syscall: "read" },
        request,
        (numbers, [bytes]) => {
          if (bytes) viewOf(view).set(bytes.subarray(0, length), offset);
          return count(numbers);
        },
      ),
    readBuffers: (fd: number, views: ArrayBufferView[], position: Position, request: Request) =>
      perform(
        {
          op: op.read,
          numbers: [checked(fd), views.reduce((sum, view) => sum + view.byteLength, 0), at(position)],
          syscall: "read",
        },
        request,
        (numbers, [bytes]) => {
          scatter(bytes, views);
          return count(numbers);
        },
      ),
  };
}

function createWrites(requests: Requests, host: ProcessHost): Binding {
  const { perform, attempt } = requests;
  const { syscalls, errors } = host;
  const checked = checkWith(host);

  function write(fd: number, bytes: Uint8Array, position: Position, request: Request, context?: ErrorContext): unknown {
    const ask: Ask = { op: op.write, numbers: [checked(fd), at(position)], parts: [bytes], syscall: "write" };
    if (!context) return perform(ask, request, count);
    const errno = attempt(ask);
    if (errno >= 0) return syscalls.numbers[0];
    Object.assign(context, { errno, code: errors.name(errno), syscall: "write" });
    return undefined;
  }

  function bytesOf(text: string, encoding: string | undefined): Uint8Array {
    const { Buffer } = host.requireBuiltin("buffer") as typeof import("node:buffer");
    return Buffer.from(text, (encoding ?? "utf8") as BufferEncoding);
  }

  return {
    writeBuffer: (
      fd: number,
      view: ArrayBufferView,
      offset: number | null | undefined,
      length: number | null | undefined,
      position: Position,
      request: Request,
      context?: ErrorContext,
    ) => write(fd, viewOf(view, offset ?? 0, length ?? undefined), position, request, context),
    writeBuffers: (fd: number, views: ArrayBufferView[], position: Position, request: Request) =>
      write(fd, joined(views), position, request),
    writeString: (
      fd: number,
      text: string,
      position: Position,
      encoding: string,
      request: Request,
      context?: ErrorContext,
    ) => write(fd, bytesOf(text, encoding), position, request, context),
  };
}

/** Everything that names files by descriptors. */
export function createDescriptorCalls(requests: Requests, stats: StatReader, host: ProcessHost): Binding {
  const { perform, attempt } = requests;
  const checked = checkWith(host);
  const plain = (operation: number, syscall: string, fd: unknown, rest: readonly number[], request: Request): unknown =>
    perform({ op: operation, numbers: [checked(fd), ...rest], syscall }, request);
  return {
    ...createReads(requests, host),
    ...createWrites(requests, host),
    open: (path: PathLike, flags: number, mode: number, request: Request) =>
      perform({ op: op.open, numbers: [flags, mode], parts: [path], syscall: "open", path }, request, count),
    close: (fd: number, request: Request) => plain(op.close, "close", fd, [], request),
    fstat(given: number, bigint: boolean, request: Request, shouldNotThrow = false): unknown {
      const ask: Ask = { op: op.fstat, numbers: [checked(given)], syscall: "fstat" };
      if (request === undefined && shouldNotThrow && attempt(ask) !== 0) return undefined;
      return perform(ask, request, stats.reader(bigint, request === undefined));
    },
    ftruncate: (fd: number, length: number | undefined, request: Request) =>
      plain(op.ftruncate, "ftruncate", fd, [length ?? 0], request),
    fchmod: (fd: number, mode: number, request: Request) => plain(op.fchmod, "fchmod", fd, [mode], request),
    fchown: (fd: number, uid: number, gid: number, request: Request) =>
      plain(op.fchown, "fchown", fd, [uid, gid], request),
    futimes: (fd: number, atime: number, mtime: number, request: Request) =>
      plain(op.futimes, "futime", fd, [atime, mtime], request),
    fsync: (fd: number, request: Request) => plain(op.fsync, "fsync", fd, [0], request),
    fdatasync: (fd: number, request: Request) => plain(op.fsync, "fdatasync", fd, [1], request),
  };
}
