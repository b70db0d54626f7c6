import { isGraphAsync, LinkError, linkGraph } from "@/lib/engine/modules/link";
import { ModuleRecord } from "@/lib/engine/modules/module-record";
import { SourceError, type ModuleTransform } from "@/lib/engine/modules/transform";
import { interruptible } from "@/lib/engine/modules/interruptible";
import { compilerOf } from "@/lib/engine/node/modules/compiler";
import { contextOf } from "@/lib/engine/node/modules/make-context";
import type { VmContext } from "@/lib/engine/node/modules/vm-context";
import { watchdogOf, watchOf } from "@/lib/engine/node/modules/watchdog";
import { importPhase } from "@/lib/engine/node/modules/dynamic-import";
import { arrowMessage, messageOf, tokenAt } from "@/lib/engine/node/modules/syntax-errors";
import { evaluator } from "@/lib/engine/node/modules/top-level-await";
import { setHidden } from "@/lib/engine/node/hidden";
import { nativeThen } from "@/lib/engine/node/native-then";
import { thisProcess } from "@/lib/engine/node/this-process";

export const moduleStatus = {
  kUninstantiated: 0,
  kInstantiating: 1,
  kInstantiated: 2,
  kEvaluating: 3,
  kEvaluated: 4,
  kErrored: 5,
} as const;

type Body = (...args: unknown[]) => unknown;
type MetaCallback = (option: unknown, meta: object, wrap: ModuleWrap) => void;

/** What the library has registered; one process a Worker. */
export const callbacks: { meta: MetaCallback } = { meta: () => undefined };

/** Which wrap stands for a record, for `import.meta`. */
const wraps = new WeakMap<ModuleRecord, ModuleWrap>();
const evaluations = new WeakMap<object, ModuleRecord>();

/** Where a module runs, and what its code calls to ask whether it may go on. */
interface Place {
  readonly check: string | undefined;
  readonly context: VmContext | undefined;
}

const places = new WeakMap<ModuleRecord, Place>();
const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const symbolOf = (name: string): symbol => thisProcess().privateSymbols[name] as symbol;

/** What follows the last comment of this kind, such as `sourceMappingURL`. */
export function commentValue(source: string, what: string): string | undefined {
  const at = source.lastIndexOf(`//# ${what}=`);
  return at < 0 ? undefined : /^\S+/.exec(source.slice(at + what.length + 5))?.[0];
}

/** C++'s `ModuleWrap`, over module records of the engine's own: no browser shows V8's. */
export class ModuleWrap {
  readonly url: string;
  readonly synthetic: boolean;
  sourceMapURL: string | undefined;
  sourceURL: string | undefined;
  hasTopLevelAwait: boolean | undefined;
  readonly #record: ModuleRecord;

  /** (url, context, source, line, column, option) or (url, context, names, steps, CommonJS module) */
  constructor(url: string, context: unknown, given: unknown, first: unknown, second?: unknown, option?: unknown) {
    this.url = url;
    this.synthetic = typeof first === "function";
    if (this.synthetic) {
      const steps = (): void => {
        Reflect.apply(first as () => void, this, []);
      };
      this.#record = new ModuleRecord(url, { names: given as string[], steps });
      const imported = thisProcess().symbols["imported_cjs_symbol"] as symbol;
      if (second !== undefined) Reflect.set(this, imported, second);
      return;
    }
    const source = String(given);
    const key = typeof option === "symbol" ? option : Symbol(url);
    Object.defineProperty(this, symbolOf("host_defined_option_symbol"), { value: key, configurable: true });
    // The library's own loader names who imports; what `vm` makes can be told to end.
    const watched = typeof option === "symbol" ? undefined : interruptible(source, "module");
    this.#record = new ModuleRecord(url, { transform: transformed(watched?.code ?? source, url), source });
    wraps.set(this.#record, this);
    places.set(this.#record, {
      check: watched?.check,
      context: isObject(context) ? contextOf(thisProcess(), context) : undefined,
    });
    this.hasTopLevelAwait = this.#record.hasTopLevelAwait;
    this.sourceURL = commentValue(source, "sourceURL");
    this.sourceMapURL = commentValue(source, "sourceMappingURL");
  }

  get hasAsyncGraph(): boolean {
    const { status } = this.#record;
    if (status === "unlinked" || status === "linking") throw notInstantiated();
    return isGraphAsync(this.#record);
  }

  getModuleRequests(): object[] {
    const requests = this.#record.transform?.requests ?? [];
    return requests.map(({ specifier, attributes, phase }) => {
      const bare = Object.freeze(Object.assign(Object.create(null) as object, attributes));
      const request = { specifier, attributes: bare, phase: importPhase[phase ?? "evaluation"] };
      return Object.freeze(Object.assign(Object.create(null) as object, request));
    });
  }

  link(linked: ArrayLike<ModuleWrap>): void {
    const given = Array.from(linked);
    const expected = this.#record.transform?.requests.length ?? 0;
    if (given.length !== expected) {
      const text = `linking error, array length mismatch`;
      throw thisProcess().errors.node("ERR_VM_MODULE_LINK_FAILURE", text);
    }
    this.#record.dependencies = given.map((wrap) => wrap.#record);
  }

  instantiate(): void {
    try {
      linkGraph(this.#record, (record) => startModule(record));
    } catch (error) {
      throw error instanceof LinkError ? linkFailure(error) : error;
    }
  }

  evaluate(timeout = -1, breaksOnSigint = false): Promise<void> {
    const watch = watchOf(timeout, breaksOnSigint);
    const run = (): Promise<void> => evaluator.evaluate(this.#record);
    const promise = watch ? watchdogOf(thisProcess()).run(watch, run) : run();
    evaluations.set(promise, this.#record);
    return promise;
  }

  evaluateSync(): object {
    const record = this.#record;
    Reflect.apply(nativeThen, evaluator.evaluate(record), [undefined, () => undefined]);
    const failure = record.root?.failure ?? record.failure;
    if (failure) throw failure.reason;
    if (isGraphAsync(record)) {
      const text = "require() cannot be used on an ESM graph with top-level await. Use import() instead.";
      throw thisProcess().errors.node("ERR_REQUIRE_ASYNC_MODULE", text);
    }
    return record.namespace;
  }

  getNamespace(): object {
    if (this.#record.status === "unlinked") throw notInstantiated();
    return this.#record.namespace;
  }

  getStatus(): number {
    const { failure, status } = this.#record;
    if (failure) return moduleStatus.kErrored;
    const numbers = {
      unlinked: moduleStatus.kUninstantiated,
      linking: moduleStatus.kInstantiating,
      linked: moduleStatus.kInstantiated,
      evaluating: moduleStatus.kEvaluating,
      "evaluating-async": moduleStatus.kEvaluated,
      evaluated: moduleStatus.kEvaluated,
    };
    return numbers[status];
  }

  getError(): unknown {
    return this.#record.failure?.reason;
  }

  setExport(name: string, value: unknown): void {
    if (!this.#record.names?.has(name)) throw new ReferenceError(`Export '${name}' is not defined in module`);
    this.#record.cells[name] = value;
  }

  setModuleSourceObject(object: unknown): void {
    this.#record.sourceObject = object;
  }

  getModuleSourceObject(): unknown {
    const { sourceObject, url } = this.#record;
    if (sourceObject === undefined) throw noSource(url);
    return sourceObject;
  }

  createCachedData(): Uint8Array {
    return new Uint8Array(0);
  }
}

/** `throwIfPromiseRejected`: the state of a promise is known only when it came from here. */
export function throwIfRejected(promise: object): void {
  const failure = evaluations.get(promise)?.failure;
  if (failure) throw failure.reason;
}

/** For `require()` of a module that says it was compiled from CommonJS-like sources. */
export function createFacade(wrap: ModuleWrap): object {
  const source = 'export * from "original"; export { default } from "original"; export const __esModule = true;';
  const facade = new ModuleWrap("node:internal/require_module_default_facade", undefined, source, 0, 0, undefined);
  facade.link([wrap]);
  facade.instantiate();
  void facade.evaluate();
  return facade.getNamespace();
}

/** Code from the command line, which is in no file. */
const nameless = /\/\[eval\d*\]$/u;

const notInstantiated = (): Error =>
  thisProcess().errors.node("ERR_MODULE_NOT_INSTANTIATED", "Module is not instantiated");

function transformed(source: string, url: string): ModuleTransform {
  const { stacks } = thisProcess();
  const compiler = compilerOf(thisProcess());
  compiler.watchContext(source);
  if (!url.startsWith("file:") || nameless.test(url)) stacks.remember(url, source);
  try {
    return compiler.transforms.module(source);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const failure = new SyntaxError(messageOf(error, source));
    const { line, column } = error;
    const place = { line, column, length: tokenAt(source, error).length };
    setHidden(failure, symbolOf("arrow_message_private_symbol"), arrowMessage(url, source, place));
    throw failure;
  }
}

const noSource = (url: string): Error =>
  new SyntaxError(`Source phase import object is not defined for module '${url}'`);

function linkFailure({ problem }: LinkError): Error {
  const { errors } = thisProcess();
  if (problem.type === "not-linked") {
    const text = problem.isRoot ? "module is not linked" : `request for '${problem.url}' is not yet fulfilled`;
    return errors.node("ERR_VM_MODULE_LINK_FAILURE", text);
  }
  if (problem.type === "no-source") return noSource(problem.url);
  const { module: from, specifier, name, site } = problem;
  const what =
    problem.type === "ambiguous-export"
      ? `contains conflicting star exports for name '${name}'`
      : `does not provide an export named '${name}'`;
  const failure = new SyntaxError(`The requested module '${specifier}' ${what}`);
  const place = from.transform?.sites[site];
  if (place) {
    const before = from.source.slice(0, place.start).split("\n");
    const where = { line: before.length, column: before.at(-1)?.length ?? 0, length: place.end - place.start };
    setHidden(failure, symbolOf("arrow_message_private_symbol"), arrowMessage(from.url, from.source, where));
  }
  return failure;
}

function compiled({ url }: ModuleRecord, { code, headLength, moves }: ModuleTransform, place: Place | undefined): Body {
  const host = thisProcess();
  const head = place?.check === undefined ? "" : `(function(${place.check}){return `;
  host.stacks.shifted(url, head.length + headLength, moves);
  const made = compilerOf(host).evaluate(head === "" ? code : `${head}${code}})`, url, place?.context) as Body;
  return head === "" ? made : (made(watchdogOf(host).check) as Body);
}

/** Hoists functions, registers the getters, and stops before the first statement. */
function startModule(record: ModuleRecord): void {
  const { transform, url } = record;
  if (!transform) return;
  const compiler = compilerOf(thisProcess());
  const wrap = wraps.get(record);
  const option: unknown = wrap && Reflect.get(wrap, symbolOf("host_defined_option_symbol"));
  let meta: object | undefined;
  const helpers = {
    init(getters: Record<string, () => unknown>) {
      record.getters = getters;
    },
    ...compiler.helpers(option, url),
    at(place: number, value: unknown) {
      record.awaitsAt = place;
      return value;
    },
    gate: new Promise<void>((resolve) => {
      record.openGate = resolve;
    }),
    get meta() {
      if (!meta) {
        meta = Object.create(null) as object;
        if (wrap) callbacks.meta(option, meta, wrap);
      }
      return meta;
    },
  };
  const cells = (record.dependencies ?? []).flatMap((dependency) => [dependency.cells, dependency]);
  const body = compiled(record, transform, places.get(record));
  const running = body(helpers, compiler.frames, ...cells);
  if (transform.isGated) record.running = running as Promise<void>;
  else {
    record.body = running as Generator<unknown, void, unknown>;
    record.body.next();
  }
}
