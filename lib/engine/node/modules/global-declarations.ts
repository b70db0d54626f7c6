import { parse, type Statement } from "acorn";
import { applyEdits, type Edit } from "@/lib/engine/modules/edits";

const mayDeclare = /\b(?:let|const|class)\b/;

function editOf(statement: Statement): Edit | undefined {
  const { start } = statement;
  if (statement.type === "VariableDeclaration" && statement.kind !== "var") {
    return { start, end: start + statement.kind.length, text: "var".padEnd(statement.kind.length), order: 0 };
  }
  if (statement.type === "ClassDeclaration") return { start, end: start, text: `var ${statement.id.name}=`, order: 0 };
  return undefined;
}

/**
 * What a script declares at its top level is seen by the scripts that come after. Evaluated code keeps `let`, `const`
 * and classes to itself, so they are declared as `var` there, on the same lines.
 */
export function globalDeclarations(code: string): string {
  if (!mayDeclare.test(code)) return code;
  try {
    const { body } = parse(code, { ecmaVersion: "latest", sourceType: "script", allowHashBang: true });
    const edits = body.map((statement) => editOf(statement as Statement)).filter((edit) => edit !== undefined);
    return edits.length > 0 ? applyEdits(code, edits) : code;
  } catch {
    // V8 tells what is wrong with it, in its own words.
    return code;
  }
}
