import type { Binding } from "@/lib/engine/node/binding-host";
import { reportOf, type ReportEvent, type ReportSettings } from "@/lib/engine/node/diagnostic-report";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { op } from "@/lib/engine/protocol/operations";

const two = (number: number, length = 2): string => String(number).padStart(length, "0");
let written = 0;

/** As Node names a report that nobody named. */
function fileName(pid: unknown, now: Date): string {
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map((part) => two(part)).join("");
  return `report.${day}.${time}.${String(pid)}.0.${two(++written, 3)}.json`;
}

/** `process.report`: what there is to report, as text or in a file. */
export function createReportBinding(host: ProcessHost): Binding {
  const settings: ReportSettings = {
    directory: "",
    filename: "",
    signal: "SIGUSR2",
    compact: false,
    network: true,
    environment: true,
  };
  const flags = { fatalError: false, onSignal: false, uncaught: false };
  const tell = (text: string): void => void host.syscalls.call(op.write, [2, -1], [text]);
  const textOf = (given: ReportEvent): string => {
    const report = reportOf(host, settings, given);
    return settings.compact ? JSON.stringify(report) : `${JSON.stringify(report, null, 2)}\n`;
  };

  function writeReport(event: string, trigger: string, given: string | undefined, error?: Error): string {
    const paths = host.requireBuiltin("path") as typeof import("node:path");
    const { writeFileSync } = host.requireBuiltin("fs") as typeof import("node:fs");
    const name = given || settings.filename || fileName(host.process["pid"], new Date());
    const isStream = name === "stdout" || name === "stderr";
    const text = textOf({ event, trigger, error, filename: isStream ? null : name });
    if (isStream) {
      host.syscalls.call(op.write, [name === "stdout" ? 1 : 2, -1], [text]);
      return name;
    }
    tell(`\nWriting Node.js report to file: ${name}`);
    writeFileSync(paths.isAbsolute(name) ? name : paths.join(settings.directory, name), text);
    tell("\nNode.js report completed\n");
    return name;
  }

  return {
    getReport: (error?: Error) => textOf({ event: "JavaScript API", trigger: "GetReport", error, filename: null }),
    writeReport,
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
