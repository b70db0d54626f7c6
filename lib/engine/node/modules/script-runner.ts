import { interruptible } from "@/lib/engine/modules/interruptible";
import type { Compiler } from "@/lib/engine/node/modules/compiler";
import { decorateStack } from "@/lib/engine/node/modules/decorate";
import { declareGlobals, globalScript } from "@/lib/engine/node/modules/global-declarations";
import { contextOf } from "@/lib/engine/node/modules/make-context";
import { toSourceName } from "@/lib/engine/node/modules/source-name";
import { arrowMessage, placeOfError } from "@/lib/engine/node/modules/syntax-errors";
import type { VmContext } from "@/lib/engine/node/modules/vm-context";
import { watchdogOf, type Watch } from "@/lib/engine/node/modules/watchdog";
import { setHidden } from "@/lib/engine/node/hidden";
import type { ProcessHost } from "@/lib/engine/node/process-host";

export interface ScriptText {
  readonly code: string;
  readonly name: string;
  /** What tells the library who imports dynamically. */
  readonly option: unknown;
}

type Helpers = Record<string, unknown>;

/** Runs the scripts of `vm`: in the main context or in another one, watched or not. */
export class ScriptRunner {
  readonly #host: ProcessHost;
  readonly #compiler: Compiler;

  constructor(host: ProcessHost, compiler: Compiler) {
    this.#host = host;
    this.#compiler = compiler;
  }

  /** Parses without running; V8 checks a function's body when it meets it. */
  check({ code, name }: ScriptText): void {
    try {
      this.#compiler.evaluate(`(function () {${code}\n})`, name);
    } catch (error) {
      const place = error instanceof SyntaxError ? placeOfError(code, "script") : undefined;
      const arrow = this.#host.privateSymbols["arrow_message_private_symbol"] as symbol;
      if (place) setHidden(error as object, arrow, arrowMessage(name, code, place));
      decorateStack(this.#host, error);
      throw error;
    }
  }

  run(script: ScriptText, contextified: object | null | undefined, watch: Watch | undefined): unknown {
    this.#compiler.watchContext(script.code);
    const context = contextified ? contextOf(this.#host, contextified) : undefined;
    if (!watch) return this.#evaluate(script, context, {});
    const watchdog = watchdogOf(this.#host);
    const watched = interruptible(script.code);
    if (!watched) return this.#evaluate(script, context, {});
    const helpers = { [watched.check]: watchdog.check };
    return watchdog.run(watch, () => this.#evaluate({ ...script, code: watched.code }, context, helpers));
  }

  #evaluate(script: ScriptText, context: VmContext | undefined, helpers: Helpers): unknown {
    return context ? this.#inContext(script, context, helpers) : this.#inMain(script, helpers);
  }

  #transformed(text: string, { name, option }: ScriptText, helpers: Helpers): string {
    const { code, prefix, moves } = this.#compiler.transforms.script(text);
    // Another text of this name may have been compiled before.
    this.#host.stacks.shifted(name, 0, moves);
    if (prefix !== undefined) {
      helpers[`${prefix}m`] = this.#compiler.helpers(option, name);
      helpers[`${prefix}k`] = this.#compiler.frames;
    }
    return code;
  }

  #inContext(script: ScriptText, context: VmContext, helpers: Helpers): unknown {
    const code = this.#transformed(script.code, script, helpers);
    return context.evaluate(code, `\n//# sourceURL=${toSourceName(script.name)}`, helpers);
  }

  #inMain(script: ScriptText, helpers: Helpers): unknown {
    const { code: text, variables } = globalScript(script.code);
    const code = this.#transformed(text, script, helpers);
    // Global code has no function around it to hold the helpers.
    for (const [key, value] of Object.entries(helpers)) {
      Object.defineProperty(globalThis, key, { value, configurable: true, enumerable: false });
    }
    declareGlobals(variables);
    return this.#compiler.evaluate(code, script.name);
  }
}
