import type { Binding } from "@/lib/engine/node/binding-host";
import { bufferOf, cacheOf, isOwnCache } from "@/lib/engine/node/modules/cached-data";
import { compilerOf, type Compiler } from "@/lib/engine/node/modules/compiler";
import { createScriptClass } from "@/lib/engine/node/modules/contextify-script";
import { contextOf, makeContext } from "@/lib/engine/node/modules/make-context";
import { setHidden } from "@/lib/engine/node/hidden";
import { looksLikeModule } from "@/lib/engine/node/modules/detect-module";
import { commentValue } from "@/lib/engine/node/modules/module-wrap";
import type { ProcessHost } from "@/lib/engine/node/process-host";

const commonJs = ["exports", "require", "module", "__filename", "__dirname"];

function createCommonJsCalls(host: ProcessHost, compiler: Compiler): Binding {
  const option = host.symbols["vm_dynamic_import_default_internal"];

  function compile(source: string, name: string, parameters: readonly string[]): unknown {
    return compiler.function({ source, name, parameters, option });
  }

  return {
    compileFunctionForCJSLoader(source: string, name: string, _isSea: boolean, detects: boolean) {
      let compiled: unknown;
      let canParseAsESM = false;
      try {
        compiled = compile(source, name, commonJs);
      } catch (error) {
        canParseAsESM = looksLikeModule(error, source);
        if (!detects || !canParseAsESM) throw error;
      }
      return {
        cachedDataRejected: false,
        sourceMapURL: commentValue(source, "sourceMappingURL"),
        sourceURL: commentValue(source, "sourceURL"),
        function: compiled,
        canParseAsESM,
      };
    },
    containsModuleSyntax(source: string, name: string, _resource: unknown, bare: unknown) {
      try {
        compile(source, name, bare === undefined ? commonJs : []);
        return false;
      } catch (error) {
        return looksLikeModule(error, source);
      }
    },
  };
}

export function createContextifyBinding(host: ProcessHost): Binding {
  const compiler = compilerOf(host);
  return {
    ...createCommonJsCalls(host, compiler),
    ContextifyScript: createScriptClass(host, compiler),
    makeContext: (given: object | symbol, _name: string, ...rest: unknown[]) => {
      const [, strings, wasm] = rest;
      const made = makeContext(host, given, { strings: strings !== false, wasm: wasm !== false });
      setHidden(made, host.privateSymbols["host_defined_option_symbol"] as symbol, rest.at(-1));
      return made;
    },
    // A script that may be interrupted asks for itself (`Watchdog`); around it nothing has to be watched.
    startSigintWatchdog: () => true,
    stopSigintWatchdog: () => false,
    watchdogHasPendingSigint: () => false,
    measureMemory: () => undefined,
    compileFunction(source: string, name: string, line: number, ...rest: unknown[]) {
      const [, cachedData, producesCache, parsingContext, extensions, parameters, option] = rest as [
        unknown,
        unknown,
        boolean,
        object | undefined,
        object[] | undefined,
        string[] | undefined,
        unknown,
      ];
      const compiled = compiler.function({
        source: "\n".repeat(Math.max(0, line)) + source,
        name,
        parameters: parameters ?? [],
        option,
        context: parsingContext && contextOf(host, parsingContext),
        extensions: extensions ?? [],
      });
      const key = host.privateSymbols["host_defined_option_symbol"] as symbol;
      Object.defineProperty(compiled, key, { value: option, configurable: true });
      return {
        function: compiled,
        sourceMapURL: commentValue(source, "sourceMappingURL"),
        sourceURL: name,
        ...(producesCache ? { cachedDataProduced: true, cachedData: bufferOf(host, cacheOf(source)) } : {}),
        ...(cachedData === undefined ? {} : { cachedDataRejected: !isOwnCache(cachedData, source) }),
      };
    },
  };
}
