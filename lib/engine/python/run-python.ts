import fs from "node:fs";
import { loadPyodide, type PyodideAPI } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { info } from "pyodide/pyodide-lock.json";
import { prelude } from "./prelude.data";
import { listenToSignals } from "./signals";

/** The parts of pyodide's own surface that aren't in its types: they are what its command line program uses. */
interface EmscriptenFiles {
  readonly filesystems: { readonly NODEFS: object };
  readonly mkdirTree: (path: string) => void;
  readonly mount: (type: object, options: { readonly root: string }, path: string) => void;
  readonly chdir: (path: string) => void;
}

interface PythonModule {
  readonly _run_main: () => number;
}

const home = "/usr/lib/python/";
/** Python's own: its standard library and devices aren't the machine's. */
const notShared = new Set(["dev", "lib", "proc"]);

/** Every folder of the machine is Python's too: what one of them writes the other reads. */
function shareFiles(files: EmscriptenFiles): void {
  for (const name of fs.readdirSync("/")) {
    if (notShared.has(name)) continue;
    files.mkdirTree(`/${name}`);
    files.mount(files.filesystems.NODEFS, { root: `/${name}` }, `/${name}`);
  }
  files.chdir(process.cwd());
}

/** Ends as Python ended. Programs that are told to end inside of C throw this. */
function endWith(error: unknown): never {
  const status = (error as { readonly status?: unknown }).status;
  if (typeof status === "number") process.exit(status);
  throw error;
}

const reader = {
  isatty: process.stdin.isTTY,
  /** Sleeps until there is something; 0 at the end. */
  read: (buffer: Uint8Array): number => fs.readSync(0, buffer),
};

const writer = (fd: 1 | 2, isatty: boolean) => ({
  isatty,
  write(buffer: Uint8Array): number {
    let at = 0;
    while (at < buffer.length) at += fs.writeSync(fd, buffer, at);
    return buffer.length;
  },
});

const options = (name: string, args: readonly string[]) => ({
  args: [...args],
  _sysExecutable: `/usr/bin/${name}`,
  createPyodideModule,
  indexURL: home,
  lockFileContents: JSON.stringify({ info, packages: {} }),
  packageBaseUrl: home,
  env: {
    ...(process.env as Record<string, string>),
    PYTHONINSPECT: process.env["PYTHONINSPECT"] ?? "",
    // The other prompt moves the cursor by itself and wants a terminal that passes on each key.
    PYTHON_BASIC_REPL: "1",
  },
  stdout: (text: string) => void fs.writeSync(1, `${text}\n`),
  stderr: (text: string) => void fs.writeSync(2, `${text}\n`),
  fsInit: (files: EmscriptenFiles) => {
    shareFiles(files);
    return Promise.resolve();
  },
});

/** Lets signals in, and what waits wait. */
function prepare(python: PyodideAPI): void {
  const { place, sleep } = listenToSignals();
  python.setInterruptBuffer(place as unknown as Uint8Array);
  const check = (): void => {
    python.checkInterrupt();
  };
  python.registerJsModule("_tabsmith", { sleep, check });
  python.runPython(prelude);
}

/** Python's own command line: `-c`, `-m`, `-i`, a script, what is piped in, or a prompt on a terminal. */
export async function runPython(name: string, args: readonly string[]): Promise<void> {
  // What the browser compiles meanwhile is no handle of Node's, so nothing else would keep the program alive.
  const held = setInterval(() => undefined, 60_000);
  try {
    const python = await loadPyodide(options(name, args) as unknown as Parameters<typeof loadPyodide>[0]);
    python.setStdin(reader);
    python.setStdout(writer(1, process.stdout.isTTY));
    python.setStderr(writer(2, process.stderr.isTTY));
    prepare(python);
    const { _module: inside } = python as unknown as { readonly _module: PythonModule };
    const { _run_main: runMain } = inside;
    process.exit(runMain());
  } catch (error) {
    endWith(error);
  } finally {
    clearInterval(held);
  }
}
