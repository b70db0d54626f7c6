import { siteAt, type CallSite, type StackPosition } from "@/lib/engine/node/call-site";
import { sourceColumn, type MovedColumns } from "@/lib/engine/modules/moved-columns";
import { fromSourceName } from "@/lib/engine/node/modules/source-name";
import { deepenStacks } from "@/lib/engine/node/stack-depth";
import type { Pack } from "@/lib/engine/node/pack";

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
  /** `columns` were put before the first line of this file when it was compiled, and others were moved. */
  shifted(file: string, columns: number, moves?: MovedColumns): void;
  /** The frames of a trace as the program may see them. */
  visible(trace: readonly CallSite[]): CallSite[];
}

interface Needs {
  readonly pack: Pack;
  /** Where the engine's own scripts come from: what is C++ in native Node, and so has no frames. */
  readonly ownScripts: string;
}

const resumed = /\.next \(<anonymous>\)$|^new Promise \(<anonymous>\)$/;
const evaluation = "eval (<anonymous>)";

/** Makes stack traces tell the truth: frames of the packs name Node's own files, frames of the engine aren't shown. */
class TruthfulStacks implements StackTraces {
  sourceMaps = false;
  readonly #pack: Pack;
  readonly #ownScripts: string;
  readonly #positions = new WeakMap<object, StackPosition>();
  readonly #shifts = new Map<string, { readonly columns: number; readonly moves: MovedColumns }>();
  readonly #sources = new Map<string, string>();
  readonly #wrapped = new WeakSet<object>();
  readonly #depth = deepenStacks(globalThis);
  #callback: Prepare | undefined;

  constructor({ pack, ownScripts }: Needs) {
    this.#pack = pack;
    this.#ownScripts = ownScripts;
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
      set: (value: unknown) => {
        custom = value === hook || value === initial ? undefined : this.#shownTo(value);
      },
    });
  }

  /** What the program puts there gets frames as natively: V8's own would tell of evaluated code and of the engine. */
  #shownTo(prepare: unknown): unknown {
    if (typeof prepare !== "function" || this.#wrapped.has(prepare)) return prepare;
    const wrapped = (error: object, trace: CallSite[]): unknown =>
      Reflect.apply(prepare, Error, [error, this.visible(trace)]);
    this.#wrapped.add(wrapped);
    return wrapped;
  }

  setCallback(callback: Prepare): void {
    this.#callback = callback;
  }

  positionOf(error: object): StackPosition | undefined {
    return this.#positions.get(error);
  }

  shifted(file: string, columns: number, moves: MovedColumns = []): void {
    this.#shifts.set(file, { columns, moves });
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
    const shift = this.#shifts.get(file);
    if (shift !== undefined && (line === 1 || shift.moves.length > 0)) {
      const given = Math.max(0, column - 1 - (line === 1 ? shift.columns : 0));
      return { file, line, column: sourceColumn(shift.moves, line, given) + 1 };
    }
    const located = this.#pack.locate(file, line);
    if (located) return { ...located, column };
    return file === name ? undefined : { file, line, column };
  }

  #isHidden(site: CallSite | undefined): boolean {
    return (
      site !== undefined &&
      (site.getScriptNameOrSourceURL()?.startsWith(this.#ownScripts) === true || site.toString() === evaluation)
    );
  }

  /** The engine resumes generators (modules, its own loop): neither it nor the `next` in between is the program's. */
  visible(trace: readonly CallSite[]): CallSite[] {
    let isBelowHidden = true;
    const shown = trace.filter((site) => !this.#isHidden(site));
    const kept = [...trace].reverse().filter((site) => {
      isBelowHidden = this.#isHidden(site) || (isBelowHidden && resumed.test(site.toString()));
      return !isBelowHidden;
    });
    return (kept.length > 0 ? kept.reverse() : shown)
      .slice(0, this.#depth.limit)
      .map((site) => siteAt(site, this.#place(site)));
  }

  #prepare(error: object, trace: CallSite[]): unknown {
    const sites = this.visible(trace);
    const [top] = sites;
    const file = top?.getScriptNameOrSourceURL();
    if (file)
      this.#positions.set(error, { file, line: top?.getLineNumber() ?? 0, column: top?.getColumnNumber() ?? 0 });
    if (this.#callback) return this.#callback({}, error, sites);
    return `${Error.prototype.toString.call(error)}${sites.map((site) => `\n    at ${site.toString()}`).join("")}`;
  }
}

export const createStackTraces = (needs: Needs): StackTraces => new TruthfulStacks(needs);
