import { createCells, createNamespace, type Cells } from "@/lib/engine/modules/namespace";
import { sourceName } from "@/lib/engine/modules/source-phase";
import type { ModuleTransform } from "@/lib/engine/modules/transform";

export type ModuleStatus = "unlinked" | "linking" | "linked" | "evaluating" | "evaluating-async" | "evaluated";

export interface Capability {
  readonly promise: Promise<void>;
  resolve(): void;
  reject(reason: unknown): void;
}

/** A cyclic module record of the specification, or a synthetic one. */
export class ModuleRecord {
  readonly url: string;
  readonly cells: Cells = createCells();
  status: ModuleStatus = "unlinked";
  /** In the order of the requests; undefined until linked. */
  dependencies: readonly ModuleRecord[] | undefined;
  failure: { readonly reason: unknown } | undefined;
  /** What it was compiled from, where that is an object of its own. */
  sourceObject: unknown;
  #namespace: object | undefined;

  // Of a source text module
  readonly transform: ModuleTransform | undefined;
  readonly source: string;
  getters: Readonly<Record<string, () => unknown>> = {};
  body: Generator<unknown, void, unknown> | undefined;
  running: Promise<void> | undefined;
  /** Where in the source its last `await` at the top level stands, in a body that yields. */
  awaitsAt: number | undefined;
  openGate: (() => void) | undefined;

  // Of a synthetic module
  readonly names: ReadonlySet<string> | undefined;
  steps: (() => void) | undefined;

  // What evaluation keeps (ECMA-262 16.2.1.6)
  capability: Capability | undefined;
  index = 0;
  ancestor = 0;
  pending = 0;
  parents: ModuleRecord[] = [];
  asyncOrder = 0;
  root: ModuleRecord | undefined;

  constructor(
    url: string,
    given: { transform?: ModuleTransform; source?: string; names?: Iterable<string>; steps?: () => void },
  ) {
    this.url = url;
    this.transform = given.transform;
    this.source = given.source ?? "";
    this.names = given.names && new Set(given.names);
    this.steps = given.steps;
    for (const name of this.names ?? []) this.cells[name] = undefined;
  }

  get hasTopLevelAwait(): boolean {
    return this.transform?.hasTopLevelAwait ?? false;
  }

  dependency(request: number): ModuleRecord {
    const found = this.dependencies?.[request];
    if (!found) throw new Error(`${this.url} isn't linked.`);
    return found;
  }

  /** Those that run before it: of the others it wants only what they were compiled from. */
  get evaluated(): readonly ModuleRecord[] {
    const { requests = [] } = this.transform ?? {};
    return (this.dependencies ?? []).filter((_, index) => requests[index]?.phase !== "source");
  }

  get namespace(): object {
    return (this.#namespace ??= createNamespace(this.cells, this.names ?? visibleNames(this)));
  }
}

function visibleNames(module: ModuleRecord): string[] {
  return [...exportedNames(module)].filter((name) => typeof resolveExport(module, name) === "object");
}

/** GetExportedNames of the specification. */
export function exportedNames(module: ModuleRecord, seen = new Set<ModuleRecord>()): Set<string> {
  if (module.names) return new Set(module.names);
  if (seen.has(module) || !module.transform) return new Set();
  seen.add(module);
  const { local, indirect, stars } = module.transform;
  const names = new Set([...local.map(([name]) => name), ...indirect.map(({ exported }) => exported)]);
  for (const request of stars) {
    for (const name of exportedNames(module.dependency(request), seen)) if (name !== "default") names.add(name);
  }
  return names;
}

/** Where an export really is: a local name of a module, a synthetic export, or a namespace (`*`). */
export interface Resolution {
  readonly module: ModuleRecord;
  readonly local: string;
  readonly kind: "local" | "synthetic" | "namespace" | "source";
}

interface Visited {
  readonly module: ModuleRecord;
  readonly name: string;
}

/** ResolveExport of the specification. */
export function resolveExport(
  module: ModuleRecord,
  name: string,
  visited: Visited[] = [],
): Resolution | "ambiguous" | "missing" {
  if (module.names) return module.names.has(name) ? { module, local: name, kind: "synthetic" } : "missing";
  if (!module.transform || visited.some((seen) => seen.module === module && seen.name === name)) return "missing";
  visited.push({ module, name });
  const own = module.transform.local.find(([exported]) => exported === name);
  if (own) return { module, local: own[1], kind: "local" };
  const indirect = module.transform.indirect.find(({ exported }) => exported === name);
  if (indirect) {
    const target = module.dependency(indirect.request);
    if (indirect.name === sourceName) return { module: target, local: sourceName, kind: "source" };
    return indirect.name === "*"
      ? { module: target, local: "*", kind: "namespace" }
      : resolveExport(target, indirect.name, visited);
  }
  return name === "default" ? "missing" : resolveStar(module, name, visited);
}

function resolveStar(module: ModuleRecord, name: string, visited: Visited[]): Resolution | "ambiguous" | "missing" {
  let found: Resolution | undefined;
  for (const request of module.transform?.stars ?? []) {
    const resolution = resolveExport(module.dependency(request), name, visited);
    if (resolution === "ambiguous") return resolution;
    if (resolution === "missing") continue;
    if (found && (found.module !== resolution.module || found.local !== resolution.local)) return "ambiguous";
    found ??= resolution;
  }
  return found ?? "missing";
}

/** What reads an export as it is now. */
export function readerOf({ module, local, kind }: Resolution): () => unknown {
  if (kind === "synthetic") return () => module.cells[local];
  if (kind === "source") return () => module.sourceObject;
  if (kind === "namespace") return () => module.namespace;
  return module.getters[local] ?? (() => undefined);
}
