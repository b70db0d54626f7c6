import type { Binding } from "@/lib/engine/node/binding-host";
import type { ProcessHost } from "@/lib/engine/node/process-host";

export function createContextifyBinding({ native }: ProcessHost): Binding {
  const parameters = "exports, require, module, __filename, __dirname";
  return {
    compileFunctionForCJSLoader(code: string, filename: string) {
      const compiled = native.evaluate(`(function (${parameters}) {${code}\n})\n//# sourceURL=${filename}`);
      return { cachedDataRejected: false, sourceMapURL: undefined, canParseAsESM: false, function: compiled };
    },
    containsModuleSyntax: () => false,
  };
}
