import { parse, type Program } from "acorn";
import { parse as lex } from "es-module-lexer";
import { applyEdits, freePrefix, type Edit } from "@/lib/engine/modules/edits";
import { rewrite } from "@/lib/engine/modules/rewrite";
import type { ScriptTransform } from "@/lib/engine/modules/transform";
import type { TransformOptions } from "@/lib/engine/modules/transform-module";

const mayImport = /\bimport\s*\(/;
const mayAwait = /\bawait\b/;

/** Without `await` to see to, a lexer finds every `import()` at a twentieth of the parser's price. */
function byLexer(source: string): ScriptTransform | undefined {
  const prefix = freePrefix(source);
  try {
    const [imports] = lex(source);
    const edits = imports
      .filter(({ type }) => type === "dynamic")
      .map(({ importStart: start }): Edit => ({ start, end: start + 6, text: `${prefix}m.import`, order: 0 }));
    return edits.length > 0 ? { code: applyEdits(source, edits), prefix } : { code: source, prefix: undefined };
  } catch {
    return undefined;
  }
}

function parseScript(source: string): Program | undefined {
  try {
    return parse(source, {
      ecmaVersion: "latest",
      sourceType: "script",
      allowHashBang: true,
      allowReturnOutsideFunction: true,
      allowSuperOutsideMethod: true,
      allowAwaitOutsideFunction: false,
    });
  } catch {
    return undefined;
  }
}

/**
 * CommonJS and classic scripts: only `import()` and `await` change, and most files come back as they are. What can't be
 * parsed comes back too, so that V8 says in its own words what is wrong.
 */
export function transformScript(source: string, { keepsContext }: TransformOptions): ScriptTransform {
  const unchanged = { code: source, prefix: undefined };
  const awaits = keepsContext && mayAwait.test(source);
  if (!awaits && !mayImport.test(source)) return unchanged;
  if (!awaits) {
    const lexed = byLexer(source);
    if (lexed) return lexed;
  }
  const program = parseScript(source);
  if (!program) return unchanged;
  const prefix = freePrefix(source);
  const rewriter = rewrite(program.body, {
    prefix,
    imports: new Map(),
    keepsContext,
    awaitsByYield: false,
    isModule: false,
  });
  return rewriter.edits.length > 0 ? { code: applyEdits(source, rewriter.edits), prefix } : unchanged;
}
