import { initSync, parse } from "cjs-module-lexer";
import type { Binding } from "@/lib/engine/node/binding-host";

/** Which names a CommonJS source exports, as far as can be told without running it. */
export function createCjsLexerBinding(): Binding {
  let isReady = false;
  return {
    parse(source: string) {
      if (!isReady) initSync();
      isReady = true;
      try {
        const { exports, reexports } = parse(source);
        return [new Set(exports), reexports];
      } catch {
        // What the lexer can't read has no named exports; running it will tell what is wrong.
        return [new Set(), []];
      }
    },
  };
}
