import type { Binding } from "@/lib/engine/node/binding-host";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { parseEnvFile } from "@/lib/engine/node/bindings/util/env-file";
import { demandReading } from "@/lib/engine/node/permissions/permission";
import { op } from "@/lib/engine/protocol/operations";
import { textOf } from "@/lib/engine/protocol/parts";

/** Wall time since the process began counts as its own: a Worker can't see how much the CPU really gave it. */
const userShare = 1;

interface Memory {
  readonly usedJSHeapSize: number;
  readonly totalJSHeapSize: number;
}

function createClocks({ native }: ProcessHost): Binding {
  const { performance } = native;
  const hrtimeBuffer = new Uint32Array(3);
  // 16 bytes, since the library also looks at the first 8 of them as one number.
  const shared = new Uint32Array(new ArrayBuffer(16), 0, 3);
  const whole = new BigUint64Array(shared.buffer, 0, 1);
  const nanoseconds = (): bigint => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e6));
  void hrtimeBuffer;
  return {
    hrtimeBuffer: shared,
    hrtime() {
      const time = nanoseconds();
      const seconds = time / 1_000_000_000n;
      shared[0] = Number(seconds >> 32n);
      shared[1] = Number(seconds & 0xffff_ffffn);
      shared[2] = Number(time % 1_000_000_000n);
    },
    hrtimeBigInt() {
      whole[0] = nanoseconds();
    },
  };
}

function createUsage({ native, syscalls }: ProcessHost): Binding {
  const { performance } = native;
  const started = performance.now();
  const uptime = (): number => (performance.now() - started) / 1e3;
  const heap = (): Memory =>
    (performance as Performance & { memory?: Memory }).memory ?? { usedJSHeapSize: 12e6, totalJSHeapSize: 24e6 };
  const rss = (): number => heap().totalJSHeapSize + 30e6;
  const cpuUsage = (values: Float64Array): void => {
    values[0] = Math.round(uptime() * 1e6 * userShare);
    values[1] = 0;
  };
  return {
    uptime,
    rss,
    cpuUsage,
    threadCpuUsage: cpuUsage,
    constrainedMemory: () => 0,
    availableMemory: () => 2 ** 31,
    memoryUsage(values: Float64Array) {
      const { usedJSHeapSize, totalJSHeapSize } = heap();
      values.set([rss(), totalJSHeapSize, usedJSHeapSize, 2e6, 1e5]);
    },
    resourceUsage(values: Float64Array) {
      syscalls.call(op.rusage, [0]);
      const [, , , reads = 0, writes = 0, switches = 0] = syscalls.numbers;
      values.fill(0);
      cpuUsage(values);
      values[2] = Math.round(rss() / 1024);
      values[9] = reads;
      values[10] = writes;
      values[14] = switches;
    },
  };
}

/** A folder that has gone is likely why. */
function cwdError(error: Error): Error {
  error.message = error.message.replace(
    /^ENOENT: (.*), uv_cwd$/,
    "ENOENT: process.cwd failed with error $1, the current working directory was likely removed without changing the working directory, uv_cwd",
  );
  return error;
}

function createDirectory({ syscalls, errors, process }: ProcessHost): Binding {
  const cwd = (): string => {
    const errno = syscalls.call(op.cwd, []);
    if (errno !== 0) throw cwdError(errors.uv(errno, "uv_cwd"));
    return textOf(syscalls.parts()[0]);
  };
  return {
    cwd,
    chdir(directory: string) {
      const errno = syscalls.call(op.chdir, [], [directory]);
      if (errno !== 0) throw errors.uv(errno, "chdir", (process["cwd"] as () => string)(), directory);
    },
    umask(mask?: number) {
      syscalls.call(op.umask, [mask ?? -1]);
      return syscalls.numbers[0] ?? 0;
    },
  };
}

function patchProcess({ state, syscalls }: ProcessHost, process: Record<string, unknown>): void {
  const { run, commandLine } = state;
  let title: string | undefined;
  Object.defineProperty(process, "title", {
    enumerable: true,
    configurable: true,
    get: () => title ?? (state.commandLine.values["--title"] || "node"),
    set(value: unknown) {
      title = String(value);
      syscalls.call(op.setTitle, [], [String(value)]);
    },
  });
  process["argv"] = [run.argv0, ...commandLine.args];
  process["execArgv"] = [...commandLine.execArgv];
  Object.defineProperty(process, "pid", { value: run.pid, enumerable: true, configurable: true });
  Object.defineProperty(process, "ppid", {
    enumerable: true,
    configurable: true,
    get() {
      syscalls.call(op.getppid, []);
      return syscalls.numbers[0] ?? run.ppid;
    },
    set() {},
  });
  process["execPath"] = run.execPath;
  process["debugPort"] = 9229;
}

/** C++'s names of what may be alive, where they aren't the provider's own. */
const resourceNames: Readonly<Record<string, string>> = {
  PIPEWRAP: "PipeWrap",
  PIPESERVERWRAP: "PipeServerWrap",
  TTYWRAP: "TTYWrap",
  TCPWRAP: "TCPSocketWrap",
  TCPSERVERWRAP: "TCPServerWrap",
  PROCESSWRAP: "ProcessWrap",
  FSEVENTWRAP: "FSEventWrap",
  STATWATCHER: "StatWatcher",
  MESSAGEPORT: "MessagePort",
  SIGNALWRAP: "SignalWrap",
  WORKER: "Worker",
};

const immediateRefs = 1;

/** What keeps the process alive, by kind. */
function createActivity(host: ProcessHost): Binding {
  const { loop, symbols } = host;
  const owned = (handle: object): unknown => Reflect.get(handle, symbols["owner_symbol"] as symbol) ?? handle;
  return {
    _getActiveHandles: () => loop.handles().map(owned),
    getActiveResourcesInfo() {
      const kinds = loop.handles().map((handle) => (handle as { readonly provider?: string }).provider ?? "");
      const timers = (host.binding("timers")["timeoutInfo"] as Int32Array)[0] ?? 0;
      const immediates = loop.immediateInfo[immediateRefs] ?? 0;
      return [
        ...kinds.map((kind) => resourceNames[kind] ?? kind),
        ...Array.from({ length: timers }, () => "Timeout"),
        ...Array.from({ length: immediates }, () => "Immediate"),
      ];
    },
  };
}

/** What the environment has already, it keeps. */
function loadEnvFile(host: ProcessHost, path: string): void {
  demandReading(host, path);
  const { syscalls, errors, state } = host;
  const errno = syscalls.call(op.readFile, [-1], [path]);
  if (errno < 0) throw errors.uv(errno, "open", path);
  for (const [name, value] of parseEnvFile(textOf(syscalls.parts()[0]))) state.environment[name] ??= value;
}

export function createProcessMethodsBinding(host: ProcessHost): Binding {
  const { syscalls, exit, errors, state } = host;
  const kill = (pid: number, signal: number): number => syscalls.call(op.kill, [pid, signal]);
  return {
    ...createClocks(host),
    ...createUsage(host),
    ...createDirectory(host),
    patchProcessObject: (process: Record<string, unknown>) => {
      patchProcess(host, process);
    },
    reallyExit: exit,
    loadEnvFile(path = ".env") {
      loadEnvFile(host, path);
    },
    abort() {
      kill(state.run.pid, 6);
    },
    _kill: kill,
    _rawDebug(text: string) {
      syscalls.call(op.write, [2, -1], [`${text}\n`]);
    },
    _debugProcess() {
      throw errors.unavailable("The debugger");
    },
    _debugEnd() {},
    _getActiveRequests: () => [],
    ...createActivity(host),
    dlopen() {
      throw errors.node(
        "ERR_DLOPEN_FAILED",
        "A native addon can't be loaded: this Node.js runs in a browser tab. Look for a build of the package in WebAssembly or plain JavaScript.",
      );
    },
    execve() {
      throw errors.unavailable("process.execve()");
    },
    setEmitWarningSync() {},
  };
}
