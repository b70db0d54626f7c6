import type { Binding } from "@/lib/engine/node/binding-host";
import type { ProcessHost } from "@/lib/engine/node/process-host";

/**
 * A diagnostic report of what there is to report: which Node, on what, running what. Packages read the C library from it
 * to choose among binaries.
 */
export function createReportBinding({ process, state }: ProcessHost): Binding {
  const settings = { directory: "", filename: "", signal: "SIGUSR2", compact: false, network: true, environment: true };
  const flags = { fatalError: false, onSignal: false, uncaught: false };
  const report = (error?: Error): string =>
    JSON.stringify({
      header: {
        reportVersion: 5,
        event: "JavaScript API",
        trigger: "GetReport",
        dumpEventTime: new Date().toISOString(),
        processId: process["pid"],
        commandLine: process["argv"],
        nodejsVersion: process["version"],
        glibcVersionRuntime: "2.36",
        glibcVersionCompiler: "2.28",
        wordSize: 64,
        arch: process["arch"],
        platform: process["platform"],
        componentVersions: process["versions"],
        release: process["release"],
        osName: "Linux",
        cwd: state.run.cwd,
      },
      javascriptStack: { message: error?.message ?? "", stack: (error?.stack ?? "").split("\n").slice(1) },
      nativeStack: [],
      libuv: [],
      workers: [],
      environmentVariables: { ...state.environment },
      sharedObjects: [],
    });
  return {
    getReport: (error?: Error) => report(error),
    writeReport: () => {
      throw new Error("tabsmith writes no report files: use process.report.getReport().");
    },
    getCompact: () => settings.compact,
    setCompact: (on: boolean) => void (settings.compact = on),
    getExcludeNetwork: () => !settings.network,
    setExcludeNetwork: (on: boolean) => void (settings.network = !on),
    getExcludeEnv: () => !settings.environment,
    setExcludeEnv: (on: boolean) => void (settings.environment = !on),
    getDirectory: () => settings.directory,
    setDirectory: (name: string) => void (settings.directory = name),
    getFilename: () => settings.filename,
    setFilename: (name: string) => void (settings.filename = name),
    getSignal: () => settings.signal,
    setSignal: (name: string) => void (settings.signal = name),
    shouldReportOnFatalError: () => flags.fatalError,
    setReportOnFatalError: (on: boolean) => void (flags.fatalError = on),
    shouldReportOnSignal: () => flags.onSignal,
    setReportOnSignal: (on: boolean) => void (flags.onSignal = on),
    shouldReportOnUncaughtException: () => flags.uncaught,
    setReportOnUncaughtException: (on: boolean) => void (flags.uncaught = on),
  };
}
