import type { CallSite as V8Site } from "@/lib/engine/node/call-site";

interface V8Error {
  prepareStackTrace?: unknown;
  stackTraceLimit: number;
  captureStackTrace(target: object, below: unknown): void;
}

export interface CallSite {
  functionName: string;
  scriptId: string;
  scriptName: string;
  lineNumber: number;
  columnNumber: number;
  column: number;
}

const v8 = Error as unknown as V8Error;

/** The frames above `below`, which itself is left out. The program's own way of preparing stacks is not asked. */
function sitesAbove(below: unknown, count: number): V8Site[] {
  const { prepareStackTrace, stackTraceLimit } = v8;
  const holder: { stack?: unknown } = {};
  v8.prepareStackTrace = (_error: unknown, sites: V8Site[]) => sites;
  v8.stackTraceLimit = count;
  try {
    v8.captureStackTrace(holder, below);
    return Array.isArray(holder.stack) ? (holder.stack as V8Site[]) : [];
  } finally {
    v8.prepareStackTrace = prepareStackTrace;
    v8.stackTraceLimit = stackTraceLimit;
  }
}

const ids = new Map<string, number>();

function scriptId(name: string): string {
  const known = ids.get(name) ?? ids.size + 1;
  ids.set(name, known);
  return String(known);
}

function describe(site: V8Site): CallSite {
  const scriptName = site.getFileName() ?? "";
  const columnNumber = site.getColumnNumber() ?? 0;
  return Object.assign(Object.create(null) as CallSite, {
    functionName: site.getFunctionName() ?? "",
    scriptId: scriptId(scriptName),
    scriptName,
    lineNumber: site.getLineNumber() ?? 0,
    columnNumber,
    column: columnNumber,
  });
}

/** The engine's own frames aren't shown, so more are taken than are asked for. */
const spare = 30;

/** `util.getCallSites`: the caller in Node's library is frame zero and left out. */
export function getCallSites(count: number): CallSite[] {
  return sitesAbove(getCallSites, count + 1 + spare)
    .slice(1, count + 1)
    .map(describe);
}

export function getCallerLocation(): [line: number, column: number, file: string] | undefined {
  const site = sitesAbove(getCallerLocation, 2 + spare)[1];
  const file = site?.getScriptNameOrSourceURL();
  if (site === undefined || file === null || file === undefined) return undefined;
  return [site.getLineNumber() ?? 0, site.getColumnNumber() ?? 0, file];
}

/** The file of the program's nearest frame. */
export function callingFile(): string | undefined {
  return sitesAbove(callingFile, spare)[0]?.getScriptNameOrSourceURL() ?? undefined;
}

/** Whether one of the nearest frames stands in a package: then some deprecations stay silent. */
export function isInsideNodeModules(limit?: unknown): boolean {
  const frames = sitesAbove(isInsideNodeModules, typeof limit === "number" ? limit : 10);
  return frames.some((site) => /[/\\]node_modules[/\\]/.test(site.getScriptNameOrSourceURL() ?? ""));
}
