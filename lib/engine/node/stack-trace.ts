import { fromSourceName } from "@/lib/engine/node/modules/source-name";
import type { Pack } from "@/lib/engine/node/pack";

export interface StackPosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** V8's own, which prints itself as a line of a stack trace. */
export interface CallSite {
  getFunctionName(): string | null;
  getFileName(): string | null | undefined;
  getScriptNameOrSourceURL(): string | null | undefined;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
  toString(): string;
}

type Prepare = (global: unknown, error: object, trace: CallSite[]) => unknown;

export interface StackTraces {
  /** Puts itself where V8 looks for `Error.prepareStackTrace`; the program may still set its own. */
  install(): void;
  /** The library's own `prepareStackTraceCallback`. */
  setCallback(callback: Prepare): void;
  /** Where an error was made, once its stack has been read. */
  positionOf(error: object): StackPosition | undefined;
  /** Keeps the text of code that is in no file, for the line that an error shows. */
  remember(name: string, source: string): void;
  sourceOf(name: string): string | undefined;
  /** The program asked for source maps. */
  sourceMaps: boolean;
  /** The library's means to show a source line through a source map. */
  getSourceMapErrorSource?: (script: string, line: number, column: number) => string | undefined;
  /** The library's last touch on the stack of an error that ends the process. */
  enhance?: { before: (error: object) => string; after: (error: object) => string };
  /** `columns` were put before the first line of this file when it was compiled. */
  shifted(file: string, columns: number): void;
}

interface Needs {
  readonly pack: Pack;
  /** The engine's own script: what is C++ in native Node, and so has no frames. */
  readonly ownScript: string;
}

function withPosition(site: CallSite, { file, line, column }: StackPosition): CallSite {
  const was = `${site.getScriptNameOrSourceURL() ?? ""}:${site.getLineNumber() ?? 0}:${site.getColumnNumber() ?? 0}`;
  const now = `${file}:${line}:${column}`;
  return changedSite(site, {
    getFileName: () => file,
    getScriptNameOrSourceURL: () => file,
    getLineNumber: () => line,
    getColumnNumber: () => column,
    getFunctionName: () => nameOf(site),
    toString: () => unevaluated(site.toString().replace(was, () => now)),
  });
}

/** A function without a name in evaluated code is called `eval` by V8; in a file it would have none. */
const isEvaluated = (site: CallSite): boolean =>
  site.getFunctionName() === "eval" && site.getScriptNameOrSourceURL() !== null;
const nameOf = (site: CallSite): string | null => {
  const name = site.getFunctionName();
  return name === "eval" ? null : name;
};
const unevaluated = (line: string): string =>
  line
    .replace(/^globalThis\.__nodePack\.functions\.\S+ \((.*)\)$/, "$1")
    .replace(/^(\S+)\.eval \[as ([^\]]+)\] \(/, "$1.$2 (")
    .replace(/^(async |new )?eval \((.*)\)$/, "$1$2")
    .replace(/^((?:async |new )?[\w$.]+)\.eval \(/, "$1.<anonymous> (");

function withoutEval(site: CallSite): CallSite {
  return changedSite(site, { getFunctionName: () => null, toString: () => unevaluated(site.toString()) });
}

function changedSite(site: CallSite, changed: Partial<Record<PropertyKey, () => unknown>>): CallSite {
  return new Proxy(site, {
    get(target, key) {
      const replacement = changed[key];
      if (replacement) return replacement;
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}

const resumed = /\.next \(<anonymous>\)$|^new Promise \(<anonymous>\)$/;
const evaluation = "eval (<anonymous>)";

/** Makes stack traces tell the truth: frames of the packs name Node's own files, frames of the engine aren't shown. */
class TruthfulStacks implements StackTraces {
  sourceMaps = false;
  readonly #pack: Pack;
  readonly #ownScript: string;
  readonly #positions = new WeakMap<object, StackPosition>();
  readonly #shifts = new Map<string, number>();
  readonly #sources = new Map<string, string>();
  #callback: Prepare | undefined;

  constructor({ pack, ownScript }: Needs) {
    this.#pack = pack;
    this.#ownScript = ownScript;
  }

  /** The library asks for `Error.prepareStackTrace` while it formats: then it gets what it has put there itself. */
  install(): void {
    const initial: unknown = Reflect.get(Error, "prepareStackTrace");
    let custom: unknown;
    let inside = false;
    const hook = (error: object, trace: CallSite[]): unknown => {
      inside = true;
      try {
        return this.#prepare(error, trace);
      } finally {
        inside = false;
      }
    };
    Object.defineProperty(Error, "prepareStackTrace", {
      configurable: true,
      enumerable: false,
      get: () => custom ?? (inside ? initial : hook),
      set(value: unknown) {
        custom = value === hook || value === initial ? undefined : value;
      },
    });
  }

  setCallback(callback: Prepare): void {
    this.#callback = callback;
  }

  positionOf(error: object): StackPosition | undefined {
    return this.#positions.get(error);
  }

  shifted(file: string, columns: number): void {
    this.#shifts.set(file, columns);
  }

  remember(name: string, source: string): void {
    this.#sources.set(name, source);
  }

  sourceOf(name: string): string | undefined {
    return this.#sources.get(name);
  }

  #place(site: CallSite): StackPosition | undefined {
    const name = site.getScriptNameOrSourceURL();
    const file = name ? fromSourceName(name) : name;
    const line = site.getLineNumber() ?? 0;
    const column = site.getColumnNumber() ?? 0;
    if (!file) return undefined;
    const shift = line === 1 ? this.#shifts.get(file) : undefined;
    if (shift !== undefined) return { file, line, column: Math.max(1, column - shift) };
    const located = this.#pack.locate(file, line);
    if (located) return { ...located, column };
    return file === name ? undefined : { file, line, column };
  }

  #isHidden(site: CallSite | undefined): boolean {
    return (
      site !== undefined && (site.getScriptNameOrSourceURL() === this.#ownScript || site.toString() === evaluation)
    );
  }

  /** The engine resumes generators (modules, its own loop): neither it nor the `next` in between is the program's. */
  #visible(trace: readonly CallSite[]): CallSite[] {
    let isBelowHidden = true;
    const shown = trace.filter((site) => !this.#isHidden(site));
    const kept = [...trace].reverse().filter((site) => {
      isBelowHidden = this.#isHidden(site) || (isBelowHidden && resumed.test(site.toString()));
      return !isBelowHidden;
    });
    return (kept.length > 0 ? kept.reverse() : shown).map((site) => {
      const position = this.#place(site);
      return position ? withPosition(site, position) : isEvaluated(site) ? withoutEval(site) : site;
    });
  }

  #prepare(error: object, trace: CallSite[]): unknown {
    const sites = this.#visible(trace);
    const [top] = sites;
    const file = top?.getScriptNameOrSourceURL();
    if (file)
      this.#positions.set(error, { file, line: top?.getLineNumber() ?? 0, column: top?.getColumnNumber() ?? 0 });
    if (this.#callback) return this.#callback({}, error, sites);
    return `${Error.prototype.toString.call(error)}${sites.map((site) => `\n    at ${site.toString()}`).join("")}`;
  }
}

export const createStackTraces = (needs: Needs): StackTraces => new TruthfulStacks(needs);
