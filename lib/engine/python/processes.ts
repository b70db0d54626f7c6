import type { PyodideAPI } from "pyodide";
import { createDescriptors } from "./descriptors";
import { callKernel, KernelError } from "./kernel";

const fifo = 0o010600;

/** `{ error }` is the name of one: Python has numbers of its own for them. */
function answering(run: () => readonly number[]): string {
  try {
    return JSON.stringify({ numbers: run() });
  } catch (error) {
    if (error instanceof KernelError) return JSON.stringify({ error: error.code });
    throw error;
  }
}

interface Asked {
  readonly name: string;
  readonly numbers: readonly number[];
  readonly parts: readonly string[];
}

/** What Python's `os` and `subprocess` ask for, as JSON both ways. */
export function createProcesses(python: () => PyodideAPI) {
  let made: ReturnType<typeof createDescriptors> | undefined;
  const running = new Map<number, () => void>();
  const descriptors = () => (made ??= createDescriptors(python()));
  return {
    /** A call of the kernel with numbers and texts. */
    system: (asked: string) =>
      answering(() => {
        const { name, numbers, parts } = JSON.parse(asked) as Asked;
        return callKernel(name, numbers, parts).numbers;
      }),
    /** Two descriptors of Python's own. */
    pipe: () =>
      answering(() => {
        const [reader = -1, writer = -1] = callKernel("pipe", []).numbers;
        return [descriptors().adopt(reader, 0, fifo), descriptors().adopt(writer, 1, fifo)];
      }),
    descriptor: (fd: number) => descriptors().find(fd),
    /** Starts a child with these descriptors of Python's. */
    spawn: (fds: string, spec: string) =>
      answering(() => {
        const takeBack = descriptors().hand(JSON.parse(fds) as number[]);
        const { numbers } = callKernel("spawn", [], [spec]);
        running.set(numbers[0] ?? 0, takeBack);
        return numbers;
      }),
    /** A child has ended. */
    ended: (pid: number) => {
      running.get(pid)?.();
      running.delete(pid);
    },
  };
}
