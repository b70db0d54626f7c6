import fs from "node:fs";
import { constants } from "node:os";
import { loadPyodide, type PyodideAPI } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { cpythonOf, type EmscriptenFiles } from "./cpython";
import { hearErrors } from "./hear-errors";
import { heldByName, type Host } from "./host";
import { localZone, writeZoneNames } from "./local-zone";

import { createNetwork } from "./network";
import { createProcesses } from "./processes";
import { commonOptions } from "./python-options";
import { createWaiting, listenToSignals } from "./signals";
import { unpackPages } from "./snapshot-pages";
import { readCommandLine, readSetting } from "./start-interpreter";

const home = "/usr/lib/python/";
/** Python's own: its standard library and devices aren't the machine's. */
const notShared = new Set(["dev", "lib", "proc"]);

/** Where Python finds its library, which it reads piece by piece as it imports. */
const library = "/lib/python314.zip";

/** Pyodide would copy the whole library into its memory at each start. */
function linkLibrary({ FS: files, API: api }: StartingModule): void {
  api.pyVersionTuple = [3, 14, 2];
  api.sitePackages = "/lib/python3.14/site-packages";
  for (const folder of [api.sitePackages, "/lib/python3.14/lib-dynload", "/lib/python-files"]) files.mkdirTree(folder);
  files.mount(files.filesystems.NODEFS, { root: home.slice(0, -1) }, "/lib/python-files");
  files.symlink("/lib/python-files/python_stdlib.zip", library);
}

const createModule = (settings: { readonly preRun: readonly unknown[] }): Promise<object> =>
  createPyodideModule({ ...settings, preRun: [linkLibrary, ...settings.preRun.slice(1)] });

/** Every folder of the machine is Python's too: what one of them writes the other reads. */
function shareFiles(files: EmscriptenFiles): void {
  for (const name of fs.readdirSync("/")) {
    if (notShared.has(name)) continue;
    files.mkdirTree(`/${name}`);
    files.mount(files.filesystems.NODEFS, { root: `/${name}` }, `/${name}`);
  }
  // Tracebacks would show lines of what is there, which are the whole of it.
  files.mount(files.filesystems.MEMFS, {}, home);
  files.chdir(process.cwd());
}

/** Python's module before it runs. */
interface StartingModule {
  readonly FS: EmscriptenFiles;
  readonly API: { pyVersionTuple: readonly number[]; sitePackages: string };
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

const options = (host: Host, executable: string) => ({
  ...commonOptions(home),
  createPyodideModule: createModule,
  stdLibURL: "/dev/null",
  env: {},
  _sysExecutable: executable,
  _loadSnapshot: unpackPages(fs.readFileSync(`${home}python.snapshot`)),
  _snapshotDeserializer: (name: string) => heldByName(host, name),
  stdout: (text: string) => void fs.writeSync(1, `${text}\n`),
  stderr: (text: string) => void fs.writeSync(2, `${text}\n`),
  fsInit: (files: EmscriptenFiles) => {
    shareFiles(files);
    return Promise.resolve();
  },
});

interface Start {
  readonly environment: (given: string) => void;
  readonly settle: (given: string) => void;
  readonly interrupted: () => boolean;
}

/** The Python that was kept becomes this program's. Answers the exit code if there is nothing to run. */
function settle(python: PyodideAPI, executable: string, args: readonly string[]): number | undefined {
  const start = python.pyimport("_tabsmith_start") as Start;
  // Another prompt moves the cursor by itself and wants a terminal that passes on each key.
  start.environment(JSON.stringify({ PYTHON_BASIC_REPL: "1", ...process.env }));
  const cpython = cpythonOf(python);
  const code = readCommandLine(cpython, [process.argv0, ...args]);
  if (code !== undefined) return code;
  const zone = localZone(new Date().getFullYear());
  writeZoneNames(cpython, zone);
  const buffered = readSetting(cpython, "buffered_stdio") !== 0;
  start.settle(JSON.stringify({ executable, buffered, zone, pid: process.pid, parent: process.ppid }));
  return undefined;
}

/** Runs to the end, whose code is answered; that of a ^C nobody handled is the shell's for it. */
function run(python: PyodideAPI): number {
  const { call } = cpythonOf(python);
  const { interrupted } = python.pyimport("_tabsmith_start") as Start;
  const code = call("run_main");
  const answered = code === 1 && interrupted() ? 128 + constants.signals.SIGINT : code;
  // What is to be done at the end, and what wasn't written yet.
  return call("Py_FinalizeEx") === 0 ? answered : 120;
}

/** Python's own command line: `-c`, `-m`, `-i`, a script, what is piped in, or a prompt on a terminal. */
export async function runPython(executable: string, args: readonly string[]): Promise<void> {
  // What the browser compiles meanwhile is no handle of Node's, so nothing else would keep the program alive.
  const held = setInterval(() => undefined, 60_000);
  try {
    let python: PyodideAPI | undefined;
    const loaded = (): PyodideAPI => {
      if (python === undefined) throw new Error("Python hasn't begun.");
      return python;
    };
    const host: Host = { ...createWaiting(loaded), ...createProcesses(loaded), network: createNetwork(loaded) };
    python = await loadPyodide(options(host, executable) as unknown as Parameters<typeof loadPyodide>[0]);
    python.setStdin(reader);
    python.setStdout(writer(1, process.stdout.isTTY));
    python.setStderr(writer(2, process.stderr.isTTY));
    hearErrors(python);
    listenToSignals(python);
    process.exit(settle(python, executable, args) ?? run(python));
  } catch (error) {
    endWith(error);
  } finally {
    clearInterval(held);
  }
}
