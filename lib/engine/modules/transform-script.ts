import { parse, type Program } from "acorn";
import { parse as lex } from "es-module-lexer";
import { freePrefix, type Edit } from "@/lib/engine/modules/edits";
import { rewrite } from "@/lib/engine/modules/rewrite";
import { withoutSourcePhases } from "@/lib/engine/modules/source-phase";
import type { ScriptEdits } from "@/lib/engine/modules/transform";
import type { TransformOptions } from "@/lib/engine/modules/transform-module";

const mayImport = /\bimport\s*(?:\(|\.\s*source\b)/;
const mayAwait = /\bawait\b/;

/** Without `await` to see to, a lexer finds every `import()` at a twentieth of the parser's price. */
function byLexer(source: string): ScriptEdits | undefined {
  const prefix = freePrefix(source);
  try {
    const [imports] = lex(source);
    const { phases } = withoutSourcePhases(source);
    const edits = imports
      .filter(({ type }) => type === "dynamic")
      .map(({ importStart: start }): Edit => {
        const end = phases.get(start);
        const text = `${prefix}m.import${end === undefined ? "" : ".source"}`;
        return { start, end: end ?? start + 6, text, order: 0 };
      });
    return { prefix, edits };
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

/** What a direct `eval` is given can't be seen in the text; that it imports is said somewhere in the file. */
const mayEvaluate = /\beval\s*\(/;

const needsParser = (source: string, { keepsContext }: TransformOptions): boolean =>
  (keepsContext && mayAwait.test(source)) || (mayEvaluate.test(source) && mayImport.test(source));

/** A look at the text that is enough for most: nothing in it can need a change. */
export const staysAsItIs = (source: string, options: TransformOptions): boolean =>
  !needsParser(source, options) && !mayImport.test(source);

/**
 * CommonJS and classic scripts: only `import()` and `await` change, and most files stay as they are. What can't be
 * parsed stays too, so that V8 says in its own words what is wrong.
 */
export function transformScript(given: string, options: TransformOptions): ScriptEdits {
  const unchanged = { prefix: "", edits: [] };
  if (staysAsItIs(given, options)) return unchanged;
  if (!needsParser(given, options)) {
    const lexed = byLexer(given);
    if (lexed) return lexed;
  }
  const { source, phases } = withoutSourcePhases(given);
  const program = parseScript(source);
  if (!program) return unchanged;
  const prefix = freePrefix(source);
  const rewriter = rewrite(program.body, {
    source,
    phases,
    prefix,
    imports: new Map(),
    keepsContext: options.keepsContext,
    awaitsByYield: false,
    isModule: false,
  });
  return { prefix, edits: rewriter.edits };
}
