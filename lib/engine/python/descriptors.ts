import type { PyodideAPI } from "pyodide";
import { callKernel, KernelError } from "./kernel";

/** A file that Python has open, as emscripten keeps it. `nfd` is Node's descriptor of a file that is shared with it. */
interface Stream {
  readonly fd: number;
  readonly path?: string;
  readonly nfd?: number;
  readonly kernelFd?: { readonly fd: number; uses: number };
  position: number;
}

interface EmscriptenFiles {
  readonly getStream: (fd: number) => Stream | undefined;
  readonly createStream: (stream: object) => Stream;
  readonly ErrnoError: new (errno: number) => Error;
}

/** What Python's descriptors are to the kernel, and the kernel's to Python. */
export interface Descriptors {
  /** Gives Python a descriptor for one of the kernel's, which is closed with it. */
  readonly adopt: (kernelFd: number, flags: 0 | 1 | 2, mode: number) => number;
  /** The kernel's descriptor; -1 for what is nowhere, -2 for what only Python knows. */
  readonly find: (fd: number) => number;
  /** Before a child reads and writes where Python does: the two count their places apart. Answers what to do after it has. */
  readonly hand: (fds: readonly number[]) => () => void;
}

const standard: Readonly<Record<string, number>> = {
  "/dev/stdin": 0,
  "/dev/stdout": 1,
  "/dev/stderr": 2,
  "/dev/tty": 0,
};

const attributes = (mode: number) => {
  const now = new Date();
  const sizes = { size: 0, blksize: 4096, blocks: 0 };
  return { dev: 14, ino: 1, mode, nlink: 1, uid: 0, gid: 0, rdev: 0, atime: now, mtime: now, ctime: now, ...sizes };
};

const kernelFd = (stream: Stream): number => stream.kernelFd?.fd ?? -1;

/** What emscripten asks of a stream that is the kernel's. `throughC` turns the kernel's errors into those that C hears of. */
function createOperations(mode: number, throughC: <Answer>(run: () => Answer) => Answer) {
  return {
    getattr: () => attributes(mode),
    read: (stream: Stream, buffer: Int8Array, offset: number, length: number) =>
      throughC(() => {
        const bytes = callKernel("read", [kernelFd(stream), length, -1]).parts[0] ?? new Uint8Array(0);
        buffer.set(bytes, offset);
        return bytes.length;
      }),
    write: (stream: Stream, buffer: Int8Array, offset: number, length: number) =>
      throughC(() => {
        const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length).slice();
        return callKernel("write", [kernelFd(stream), -1], [bytes]).numbers[0] ?? length;
      }),
    dup: (stream: Stream) => {
      if (stream.kernelFd !== undefined) stream.kernelFd.uses += 1;
    },
    close: (stream: Stream) => {
      if (stream.kernelFd === undefined) return;
      stream.kernelFd.uses -= 1;
      if (stream.kernelFd.uses === 0) callKernel("close", [stream.kernelFd.fd]);
    },
    poll: (stream: Stream) => callKernel("poll", [0, kernelFd(stream), 5]).numbers[0] ?? 0,
  };
}

export function createDescriptors(python: PyodideAPI): Descriptors {
  const files = python.FS as unknown as EmscriptenFiles;
  const numbers = python.ERRNO_CODES as unknown as Readonly<Record<string, number>>;
  function throughC<Answer>(run: () => Answer): Answer {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof KernelError)) throw error;
      throw new files.ErrnoError(numbers[error.code] ?? numbers["EIO"] ?? 29);
    }
  }
  return {
    adopt: (fd, flags, mode) =>
      files.createStream({
        node: { id: 0, name: "", mode, node_ops: {}, stream_ops: {} },
        path: "",
        flags,
        seekable: false,
        kernelFd: { fd, uses: 1 },
        stream_ops: createOperations(mode, throughC),
      }).fd,
    find: (fd) => {
      const stream = files.getStream(fd);
      if (stream === undefined) return -1;
      return stream.kernelFd?.fd ?? stream.nfd ?? standard[stream.path ?? ""] ?? (fd < 3 ? fd : -2);
    },
    hand: (fds) => {
      const shared = fds.flatMap((fd) => {
        const stream = files.getStream(fd);
        return stream?.nfd === undefined ? [] : [{ stream, nfd: stream.nfd }];
      });
      for (const { stream, nfd } of shared) callKernel("seek", [nfd, stream.position, 0]);
      return () => {
        for (const { stream, nfd } of shared)
          if (files.getStream(stream.fd) === stream) stream.position = callKernel("seek", [nfd, 0, 1]).numbers[0] ?? 0;
      };
    },
  };
}
