import { withoutHashbang } from "@/lib/engine/modules/edits";
import { bufferOf, cacheOf, isOwnCache } from "@/lib/engine/node/modules/cached-data";
import type { Compiler } from "@/lib/engine/node/modules/compiler";
import { decorateStack } from "@/lib/engine/node/modules/decorate";
import { commentValue } from "@/lib/engine/node/modules/module-wrap";
import { ScriptRunner, type ScriptText } from "@/lib/engine/node/modules/script-runner";
import { watchOf } from "@/lib/engine/node/modules/watchdog";
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
  const hostOption = host.privateSymbols["host_defined_option_symbol"] as symbol;
  const runner = new ScriptRunner(host, compiler);

  return class ContextifyScript {
    readonly #script: ScriptText;
    readonly #column: number;
    sourceMapURL: string | undefined;
    cachedDataRejected: boolean | undefined;
    cachedDataProduced: boolean | undefined;
    cachedData: Uint8Array | undefined;

    constructor(...given: ConstructorParameters<ScriptClass>) {
      const [code, name, line, column, cachedData, producesCache, , option] = given;
      this.#column = Math.max(0, column);
      this.#script = { code: movedText(code, line, column), name, option };
      runner.check(this.#script);
      if (!name.startsWith("/")) host.stacks.remember(name, this.#script.code);
      Object.defineProperty(this, hostOption, { value: option, configurable: true });
      this.sourceMapURL = commentValue(code, "sourceMappingURL");
      if (producesCache) {
        this.cachedDataProduced = true;
        this.cachedData = this.createCachedData();
      }
      if (cachedData !== undefined) this.cachedDataRejected = !isOwnCache(cachedData, this.#script.code);
    }

    createCachedData(): Uint8Array {
      return bufferOf(host, cacheOf(this.#script.code));
    }

    runInContext(...args: RunArguments): unknown {
      const [contextified, timeout, displayErrors, breakOnSigint] = args;
      try {
        return runner.run(this.#script, contextified, watchOf(timeout, breakOnSigint));
      } catch (error) {
        if (displayErrors === true) decorateStack(host, error, this.#column);
        throw error;
      }
    }
  };
}
