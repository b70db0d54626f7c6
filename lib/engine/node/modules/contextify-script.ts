import { withoutHashbang } from "@/lib/engine/modules/edits";
import type { Compiler } from "@/lib/engine/node/modules/compiler";
import { commentValue } from "@/lib/engine/node/modules/module-wrap";
import { globalDeclarations } from "@/lib/engine/node/modules/global-declarations";
import { arrowMessage, placeOfError } from "@/lib/engine/node/modules/syntax-errors";
import { contextOf } from "@/lib/engine/node/modules/make-context";
import { toSourceName } from "@/lib/engine/node/modules/source-name";
import { setHidden } from "@/lib/engine/node/hidden";
import type { ProcessHost } from "@/lib/engine/node/process-host";

export type ScriptClass = new (
  code: string,
  name: string,
  line: number,
  column: number,
  cachedData: unknown,
  producesCachedData: boolean,
  context: unknown,
  option: unknown,
) => { runInContext(...args: unknown[]): unknown };

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
      throw error;
    }
  }

  return class ContextifyScript {
    readonly #code: string;
    readonly #name: string;
    readonly #option: unknown;
    sourceMapURL: string | undefined;
    cachedDataRejected: boolean | undefined;

    constructor(...given: ConstructorParameters<ScriptClass>) {
      const [code, name, line, , cachedData, , , option] = given;
      const text = "\n".repeat(Math.max(0, line)) + withoutHashbang(code);
      check(text, name);
      this.#code = text;
      if (!name.startsWith("/")) host.stacks.remember(name, text);
      this.#name = name;
      this.#option = option;
      Object.defineProperty(this, hostOption, { value: option, configurable: true });
      this.sourceMapURL = commentValue(code, "sourceMappingURL");
      if (cachedData !== undefined) this.cachedDataRejected = false;
    }

    createCachedData(): Uint8Array {
      return new Uint8Array(0);
    }

    runInContext(contextified?: object | null): unknown {
      compiler.watchContext(this.#code);
      const { code, prefix } = compiler.transforms.script(globalDeclarations(this.#code));
      const context = contextified ? contextOf(host, contextified) : undefined;
      const helpers: Record<string, unknown> =
        prefix === undefined
          ? {}
          : {
              [`${prefix}m`]: { import: compiler.importer(this.#option, this.#name) },
              [`${prefix}k`]: compiler.frames,
            };
      if (context) return context.evaluate(code, `\n//# sourceURL=${toSourceName(this.#name)}`, helpers);
      // Global code has no function around it to hold the helpers.
      for (const [key, value] of Object.entries(helpers)) {
        Object.defineProperty(globalThis, key, { value, configurable: true, enumerable: false });
      }
      return compiler.evaluate(code, this.#name);
    }
  };
}
