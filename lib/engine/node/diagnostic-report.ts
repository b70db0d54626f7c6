import type { ProcessHost } from "@/lib/engine/node/process-host";

export interface ReportSettings {
  directory: string;
  filename: string;
  signal: string;
  compact: boolean;
  network: boolean;
  environment: boolean;
}

export interface ReportEvent {
  readonly event: string;
  readonly trigger: string;
  readonly error: Error | undefined;
  readonly filename: string | null;
}

type Usage = NodeJS.ResourceUsage;

function header(host: ProcessHost, settings: ReportSettings, given: ReportEvent): object {
  const { process, state } = host;
  const os = host.requireBuiltin("os") as typeof import("node:os");
  const now = new Date();
  return {
    reportVersion: 5,
    event: given.event,
    trigger: given.trigger,
    filename: given.filename,
    dumpEventTime: now.toISOString().replace(/\.\d+Z$/, "Z"),
    dumpEventTimeStamp: String(now.getTime()),
    processId: process["pid"],
    threadId: state.thread?.id ?? 0,
    cwd: state.run.cwd,
    commandLine: process["argv"],
    nodejsVersion: process["version"],
    glibcVersionRuntime: "2.36",
    glibcVersionCompiler: "2.28",
    wordSize: 64,
    arch: process["arch"],
    platform: process["platform"],
    componentVersions: process["versions"],
    release: process["release"],
    osName: os.type(),
    osRelease: os.release(),
    osVersion: os.version(),
    osMachine: os.machine(),
    cpus: os.cpus().map(({ model, speed, times }) => ({ model, speed, ...times })),
    ...(settings.network && {
      networkInterfaces: Object.entries(os.networkInterfaces()).flatMap(([name, list = []]) =>
        list.map(({ internal, mac, address, netmask, family }) => ({ name, internal, mac, address, netmask, family })),
      ),
    }),
    host: os.hostname(),
  };
}

function memory(process: ProcessHost["process"]): object {
  const { heapTotal, heapUsed, external } = (process["memoryUsage"] as typeof globalThis.process.memoryUsage)();
  return {
    totalMemory: heapTotal,
    usedMemory: heapUsed,
    availableMemory: heapTotal - heapUsed,
    externalMemory: external,
  };
}

function usage(process: ProcessHost["process"]): object {
  const { userCPUTime, systemCPUTime, maxRSS, fsRead, fsWrite } = (process["resourceUsage"] as () => Usage)();
  return {
    userCpuSeconds: userCPUTime / 1e6,
    kernelCpuSeconds: systemCPUTime / 1e6,
    maxRss: maxRSS * 1024,
    fsActivity: { reads: fsRead, writes: fsWrite },
  };
}

/**
 * A diagnostic report of what there is to report: which Node, on what, running what, and what it uses. Packages read the C
 * library from it to choose among binaries. There are no native stacks, handles of libuv, limits or shared objects to tell of.
 */
export function reportOf(host: ProcessHost, settings: ReportSettings, given: ReportEvent): object {
  const { process, state } = host;
  const [, ...stack] = (given.error?.stack ?? "").split("\n");
  return {
    header: header(host, settings, given),
    javascriptStack: { message: given.error?.message ?? "", stack: stack.map((line) => line.trim()) },
    javascriptHeap: memory(process),
    nativeStack: [],
    resourceUsage: usage(process),
    uvthreadResourceUsage: usage(process),
    libuv: [],
    workers: [],
    ...(settings.environment && { environmentVariables: { ...state.environment } }),
    userLimits: {},
    sharedObjects: [],
  };
}
