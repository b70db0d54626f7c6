import { withoutHashbang } from "@/lib/engine/modules/edits";
import { interruptible } from "@/lib/engine/modules/interruptible";
import { bufferOf, cacheOf, isOwnCache } from "@/lib/engine/node/modules/cached-data";
import type { Compiler } from "@/lib/engine/node/modules/compiler";
import { decorateStack } from "@/lib/engine/node/modules/decorate";
import { commentValue } from "@/lib/engine/node/modules/module-wrap";
import { declareGlobals, globalScript } from "@/lib/engine/node/modules/global-declarations";
import { arrowMessage, placeOfError } from "@/lib/engine/node/modules/syntax-errors";
import { contextOf } from "@/lib/engine/node/modules/make-context";
import { toSourceName } from "@/lib/engine/node/modules/source-name";
import { watchdogOf, watchOf } from "@/lib/engine/node/modules/watchdog";
import { setHidden } from "@/lib/engine/node/hidden";
import type { ProcessHost } from "@/lib/engine/node/process-host";

type RunArguments = [
  contextified?: object | null,
  timeout?: number,
  displayErrors?: boolean,
  breakOnSigint?: boolean,
  breakOnFirstLine?: boolean,
];

export type ScriptClass = new (
  code: string,
  name: string,
  line: number,
  column: number,
  cachedData: unknown,
  producesCachedData: boolean,
  context: unknown,
  option: unknown,
) => { runInContext(...args: RunArguments): unknown };

/** The text such that its lines and columns are those that are asked for. */
const movedText = (code: string, line: number, column: number): string =>
  "\n".repeat(Math.max(0, line)) + " ".repeat(Math.max(0, column)) + withoutHashbang(code);

/** C++'s `ContextifyScript`: a script that is checked when it is made and can run many times. */
export function createScriptClass(host: ProcessHost, compiler: Compiler): ScriptClass {
  const arrow = host.privateSymbols["arrow_message_private_symbol"] as symbol;
  const hostOption = host.privateSymbols["host_defined_option_symbol"] as symbol;

  /** Parses without running; V8 checks a function's body when it meets it. */
  function check(code: string, name: string): void {
    try {
      compiler.evaluate(`(function () {${code}\n})`, name);
    } catch (error) {
      const place = error instanceof SyntaxError ? placeOfError(code, "script") : undefined;
      if (place) setHidden(error as object, arrow, arrowMessage(name, code, place));
      decorateStack(host, error);
      throw error;
    }
  }

  return class ContextifyScript {
    readonly #code: string;
    readonly #name: string;
    readonly #option: unknown;
    sourceMapURL: string | undefined;
    cachedDataRejected: boolean | undefined;
    cachedDataProduced: boolean | undefined;
    cachedData: Uint8Array | undefined;
    readonly #column: number;

    constructor(...given: ConstructorParameters<ScriptClass>) {
      const [code, name, line, column, cachedData, producesCache, , option] = given;
      this.#column = Math.max(0, column);
      const text = movedText(code, line, column);
      check(text, name);
      this.#code = text;
      if (!name.startsWith("/")) host.stacks.remember(name, text);
      this.#name = name;
      this.#option = option;
      Object.defineProperty(this, hostOption, { value: option, configurable: true });
      this.sourceMapURL = commentValue(code, "sourceMappingURL");
      if (producesCache) {
        this.cachedDataProduced = true;
        this.cachedData = this.createCachedData();
      }
      if (cachedData !== undefined) this.cachedDataRejected = !isOwnCache(cachedData, text);
    }

    createCachedData(): Uint8Array {
      return bufferOf(host, cacheOf(this.#code));
    }

    runInContext(...args: RunArguments): unknown {
      const [contextified, timeout, displayErrors, breakOnSigint] = args;
      const watch = watchOf(timeout, breakOnSigint);
      try {
        return watch ? watchdogOf(host).run(watch, () => this.#run(contextified, true)) : this.#run(contextified, false);
      } catch (error) {
        if (displayErrors === true) decorateStack(host, error, this.#column);
        throw error;
      }
    }

    #run(contextified: object | null | undefined, isWatched: boolean): unknown {
      compiler.watchContext(this.#code);
      const context = contextified ? contextOf(host, contextified) : undefined;
      const helpers: Record<string, unknown> = {};
      const watched = isWatched ? interruptible(this.#code) : undefined;
      if (watched) helpers[watched.check] = watchdogOf(host).check;
      const given = watched?.code ?? this.#code;
      const script = context ? undefined : globalScript(given);
      const { code, prefix } = compiler.transforms.script(script?.code ?? given);
      if (prefix !== undefined) {
        helpers[`${prefix}m`] = { import: compiler.importer(this.#option, this.#name) };
        helpers[`${prefix}k`] = compiler.frames;
      }
      if (context) return context.evaluate(code, `\n//# sourceURL=${toSourceName(this.#name)}`, helpers);
      // Global code has no function around it to hold the helpers.
      for (const [key, value] of Object.entries(helpers)) {
        Object.defineProperty(globalThis, key, { value, configurable: true, enumerable: false });
      }
      if (script) declareGlobals(script.variables);
      return compiler.evaluate(code, this.#name);
    }
  };
}
