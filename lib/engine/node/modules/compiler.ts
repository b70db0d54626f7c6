import type { ContextFrames } from "@/lib/engine/node/async-wrap";
import { freePrefix, withoutHashbang } from "@/lib/engine/modules/edits";
import { createTransforms, type Transforms } from "@/lib/engine/modules/transforms";
import { createImporter, type ImportCallback, type Importer } from "@/lib/engine/node/modules/dynamic-import";
import { carryContextOverThen } from "@/lib/engine/node/promise-context";
import { arrowMessage, placeOfError } from "@/lib/engine/node/modules/syntax-errors";
import type { VmContext } from "@/lib/engine/node/modules/vm-context";
import { toSourceName } from "@/lib/engine/node/modules/source-name";
import { setHidden } from "@/lib/engine/node/hidden";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { op } from "@/lib/engine/protocol/operations";
import { textOf } from "@/lib/engine/protocol/parts";

type EvaluatedText = (given: unknown, prefix: string) => unknown;
type Compiled = (...args: unknown[]) => unknown;

export interface FunctionSource {
  readonly source: string;
  readonly name: string;
  readonly parameters: readonly string[];
  /** What tells the library who imports dynamically. */
  readonly option: unknown;
  /** The `vm` context whose globals it sees. */
  readonly context?: VmContext | undefined;
  /** Objects whose properties it sees as names, the last one first. */
  readonly extensions?: readonly object[];
}

/** Files that use it must carry the context over `await` even before it has been loaded. */
const namesStorage = /\bAsyncLocalStorage\b/;

/** Compiles the program's own sources in this Worker. */
export class Compiler {
  readonly transforms: Transforms;
  readonly frames: ContextFrames;
  importCallback: ImportCallback = () => Promise.reject(new Error("Modules can't be imported yet."));
  readonly #host: ProcessHost;
  #keepsContext = false;

  constructor(host: ProcessHost) {
    this.#host = host;
    this.frames = host.frames;
    this.transforms = createTransforms(kernelStore(host));
  }

  importer(option: unknown, referrer: unknown): Importer {
    return createImporter(() => this.importCallback, option, referrer);
  }

  /** What code finds under `${prefix}m`: its own `import()`, and what `eval` shall get in place of a text. */
  helpers(option: unknown, referrer: unknown): { readonly import: Importer; readonly text: EvaluatedText } {
    return { import: this.importer(option, referrer), text: this.#evaluated };
  }

  /** Code within the code that has these helpers: it imports as that does. */
  readonly #evaluated: EvaluatedText = (given, prefix) => {
    if (typeof given !== "string") return given;
    const { code, prefix: own } = this.transforms.script(given);
    return own === undefined ? given : code.replaceAll(own, prefix);
  };

  /** Evaluates code whose frames shall bear `name`. */
  evaluate(code: string, name: string, context?: VmContext): unknown {
    const tail = `\n//# sourceURL=${toSourceName(name)}`;
    return context ? context.expression(code + tail) : this.#host.native.evaluate(code + tail);
  }

  /** Asynchronous context is asked for: from now on all code carries it over `await`. */
  watchContext(source: string): void {
    if (this.#keepsContext || !namesStorage.test(source)) return;
    this.#keepsContext = true;
    this.transforms.keepContext();
    carryContextOverThen(this.frames);
  }

  /** A function of the given parameters, as CommonJS modules and `vm.compileFunction` need it. */
  function({ source, name, parameters, option, context, extensions = [] }: FunctionSource): Compiled {
    this.watchContext(source);
    const { code, prefix, moves } = this.transforms.script(withoutHashbang(source));
    const head = `(function (${parameters.join(", ")}) {`;
    try {
      if (extensions.length > 0) return this.#extended({ text: `${head}${code}\n})`, name, context, extensions });
      if (prefix === undefined) {
        this.#host.stacks.shifted(name, head.length);
        return this.evaluate(`${head}${code}\n})`, name, context) as Compiled;
      }
      const outer = `(function(${prefix}m,${prefix}k){return ${head.slice(1)}`;
      this.#host.stacks.shifted(name, outer.length, moves);
      const make = this.evaluate(`${outer}${code}\n}})`, name, context) as Compiled;
      return make(this.helpers(option, name), this.frames) as Compiled;
    } catch (error) {
      throw this.#decorated(error, source, name);
    }
  }

  #extended(given: { text: string; name: string; context: VmContext | undefined; extensions: readonly object[] }) {
    const { text, name, context, extensions } = given;
    const names = extensions.map((_, index) => `${freePrefix(text)}${index}`);
    const scopes = names.map((each) => `with(${each})`).join("");
    const make = this.evaluate(`(function(${names.join()}){${scopes}{return ${text}}})`, name, context) as Compiled;
    return make(...extensions) as Compiled;
  }

  /** The text of a function that code of `referrer` has put together. */
  expression(source: string, referrer: string): object {
    const { code, prefix } = this.transforms.script(`(${source})`);
    if (prefix === undefined) return this.#host.native.evaluate(code) as object;
    const make = this.#host.native.evaluate(`(function(${prefix}m,${prefix}k){return ${code}})`) as Compiled;
    const option = this.#host.symbols["vm_dynamic_import_default_internal"];
    return make(this.helpers(option, referrer), this.frames) as object;
  }

  #decorated(error: unknown, source: string, name: string): unknown {
    if (!(error instanceof SyntaxError)) return error;
    const place = placeOfError(source, "script");
    const arrow = this.#host.privateSymbols["arrow_message_private_symbol"] as symbol;
    if (place) setHidden(error, arrow, arrowMessage(name, source, place));
    return error;
  }
}

function kernelStore({ syscalls }: ProcessHost): Parameters<typeof createTransforms>[0] {
  return {
    get(key) {
      return syscalls.call(op.cacheGet, [], [key]) < 0 ? undefined : textOf(syscalls.parts()[0]);
    },
    put(key, value) {
      syscalls.call(op.cachePut, [], [key, value]);
    },
  };
}

const compilers = new WeakMap<ProcessHost, Compiler>();

/** The one compiler of a process. */
export function compilerOf(host: ProcessHost): Compiler {
  const known = compilers.get(host) ?? new Compiler(host);
  compilers.set(host, known);
  return known;
}
