import { exportedNames, readerOf, resolveExport, type ModuleRecord } from "@/lib/engine/modules/module-record";
import { sourceName } from "@/lib/engine/modules/source-phase";

/** How linking tells what is wrong; the caller makes Node's error of it. */
export type LinkProblem =
  | { readonly type: "not-linked"; readonly url: string; readonly isRoot: boolean }
  | { readonly type: "no-source"; readonly url: string }
  | {
      readonly type: "missing-export" | "ambiguous-export";
      readonly module: ModuleRecord;
      readonly specifier: string;
      readonly name: string;
      /** The name in the module's own source, under which its import stands. */
      readonly site: string;
    };

export class LinkError extends Error {
  readonly problem: LinkProblem;

  constructor(problem: LinkProblem) {
    super(problem.type);
    this.problem = problem;
  }
}

/** Starts a source text module: functions are hoisted, getters registered, nothing has run. */
export type StartModule = (module: ModuleRecord) => void;

function collect(module: ModuleRecord, root: ModuleRecord, order: ModuleRecord[]): void {
  if (module.status !== "unlinked") return;
  const needsLink = module === root || (module.transform?.requests.length ?? 0) > 0;
  if (!module.names && !module.dependencies && needsLink) {
    throw new LinkError({ type: "not-linked", url: module.url, isRoot: module === root });
  }
  module.status = "linking";
  module.dependencies ??= [];
  order.push(module);
  for (const dependency of module.evaluated) collect(dependency, root, order);
}

function requireExport(module: ModuleRecord, request: number, name: string, site: string): void {
  const resolution = resolveExport(module.dependency(request), name);
  if (typeof resolution === "object") return;
  const specifier = module.transform?.requests[request]?.specifier ?? "";
  const type = resolution === "ambiguous" ? "ambiguous-export" : "missing-export";
  throw new LinkError({ type, module, specifier, name, site });
}

function requireSource(module: ModuleRecord, request: number): void {
  const { url, sourceObject } = module.dependency(request);
  if (sourceObject === undefined) throw new LinkError({ type: "no-source", url });
}

function check(module: ModuleRecord): void {
  for (const { request, name } of module.transform?.indirect ?? []) {
    if (name === sourceName) requireSource(module, request);
    else if (name !== "*") requireExport(module, request, name, name);
  }
  for (const { request, name, local } of module.transform?.imports ?? []) {
    if (name === sourceName) requireSource(module, request);
    else if (name !== "*") requireExport(module, request, name, local);
  }
}

function defineCells(module: ModuleRecord): void {
  if (module.names) return;
  for (const name of exportedNames(module)) {
    const resolution = resolveExport(module, name);
    if (typeof resolution !== "object") continue;
    Object.defineProperty(module.cells, name, { get: readerOf(resolution), enumerable: true });
  }
}

/** Links a graph: every import found, every module started. Leaves it as it was when that fails. */
export function linkGraph(root: ModuleRecord, start: StartModule): void {
  const order: ModuleRecord[] = [];
  try {
    collect(root, root, order);
    for (const member of [...order].reverse()) check(member);
  } catch (error) {
    for (const member of order) member.status = "unlinked";
    throw error;
  }
  for (const member of order) if (!member.names) start(member);
  for (const member of order) {
    defineCells(member);
    member.status = "linked";
  }
}

/** Whether anything in the graph awaits at its top level. */
export function isGraphAsync(module: ModuleRecord, seen = new Set<ModuleRecord>()): boolean {
  if (seen.has(module)) return false;
  seen.add(module);
  return module.hasTopLevelAwait || module.evaluated.some((dependency) => isGraphAsync(dependency, seen));
}
