import type { Statement } from "acorn";
import { applyEdits, type Edit } from "@/lib/engine/modules/edits";
import { variableNames } from "@/lib/engine/modules/scopes";
import { parseScript } from "@/lib/engine/node/modules/context-names";

const mayDeclare = /\b(?:let|const|class|var)\b/;

export function editOf(statement: Statement): Edit | undefined {
  const { start } = statement;
  if (statement.type === "VariableDeclaration" && statement.kind !== "var") {
    return { start, end: start + statement.kind.length, text: "var".padEnd(statement.kind.length), order: 0 };
  }
  if (statement.type === "ClassDeclaration") return { start, end: start, text: `var ${statement.id.name}=`, order: 0 };
  return undefined;
}

export interface GlobalScript {
  readonly code: string;
  /** What it declares with `var`. */
  readonly variables: ReadonlySet<string>;
}

/**
 * What a script declares at its top level is seen by the scripts that come after. Evaluated code keeps `let`, `const`
 * and classes to itself, so they are declared as `var` there, on the same lines.
 */
export function globalScript(code: string): GlobalScript {
  const variables = new Set<string>();
  const program = mayDeclare.test(code) ? parseScript(code) : undefined;
  // V8 tells what is wrong with what can't be parsed, in its own words.
  if (!program) return { code, variables };
  for (const statement of program.body) variableNames(statement, (name) => variables.add(name));
  const edits = program.body.map((statement) => editOf(statement as Statement)).filter((edit) => edit !== undefined);
  return { code: edits.length > 0 ? applyEdits(code, edits) : code, variables };
}

/** The variables of a script can't be deleted; those of evaluated code could. */
export function declareGlobals(variables: ReadonlySet<string>): void {
  for (const name of variables) {
    if (Object.hasOwn(globalThis, name)) continue;
    Object.defineProperty(globalThis, name, {
      value: undefined,
      writable: true,
      enumerable: true,
      configurable: false,
    });
  }
}
