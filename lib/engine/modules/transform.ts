import type { Edit } from "@/lib/engine/modules/edits";
import type { MovedColumns } from "@/lib/engine/modules/moved-columns";

/** One `import` of a module, as V8 tells it: frozen, without a prototype. */
export interface ModuleRequest {
  readonly specifier: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What is asked for is what the module was compiled from, such as a `WebAssembly.Module`. */
  readonly phase?: "source";
}

/** Where an imported name stands in the source, for the error that shows the line. */
export interface Site {
  readonly start: number;
  readonly end: number;
}

export interface ImportedBinding {
  readonly local: string;
  readonly request: number;
  /** `*` for the namespace, `*source` for what the module was compiled from. */
  readonly name: string;
}

export interface IndirectExport {
  readonly exported: string;
  readonly request: number;
  readonly name: string;
}

/** A module as the engine runs it. Plain data, so that it can be kept from one process to the next. */
export interface ModuleTransform {
  /**
   * An expression: a generator function of (m, k, cells and namespaces of each request). It hands its getters to
   * `m.init`, yields before its first statement, and yields each promise it awaits, which it tells `m.at` of with its place. When `isGated`, an async function
   * that awaits `m.gate` instead.
   */
  readonly code: string;
  /** How much of the first line stands before the module's own text. */
  readonly headLength: number;
  /** Where the rest of it was moved to. */
  readonly moves: MovedColumns;
  readonly requests: readonly ModuleRequest[];
  readonly imports: readonly ImportedBinding[];
  /** [exported, local name] */
  readonly local: readonly (readonly [string, string])[];
  readonly indirect: readonly IndirectExport[];
  /** Requests of `export *`. */
  readonly stars: readonly number[];
  readonly hasTopLevelAwait: boolean;
  readonly isGated: boolean;
  readonly sites: Readonly<Record<string, Site>>;
}

/** What changes in a script: plain data, and much less than the script itself. */
export interface ScriptEdits {
  readonly prefix: string;
  readonly edits: readonly Edit[];
}

export interface ScriptTransform {
  readonly code: string;
  /** Helpers `${prefix}m` and `${prefix}k` are needed around the code; undefined when it stayed as it was. */
  readonly prefix: string | undefined;
  readonly moves: MovedColumns;
}

/** The text isn't a module or script: where, and what the parser says. */
export class SourceError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.line = line;
    this.column = column;
  }
}
