import type { ClassDeclaration, Program, Statement, VariableDeclaration } from "acorn";
import { applyEdits, type Edit } from "@/lib/engine/modules/edits";
import { editOf } from "@/lib/engine/node/modules/global-declarations";

/** The name under which a strict script's declarations are hidden from its completion value. */
const holder = "__$held";

const edit = (start: number, end: number, text: string, order = 0): Edit => ({ start, end, text, order });

/** `let a = 1, { b } = c` as an assignment to names that are looked up outside; the statement keeps having no value. */
function assignments({ start, end, kind, declarations }: VariableDeclaration, code: string): Edit[] {
  const [first] = declarations;
  const close = code[end - 1] === ";" ? end - 1 : end;
  const edits = [edit(start, first?.start ?? end, `var ${holder}=(`)];
  for (const { init, start: from, end: at } of declarations) {
    if (!init) edits.push(edit(at, at, `=${kind === "var" ? code.slice(from, at) : "void 0"}`));
  }
  edits.push(edit(close, close, ")", 1));
  return edits;
}

const classExpression = ({ start, end, id }: ClassDeclaration): Edit[] => [
  edit(start, start, `var ${holder}=(${id.name}=`),
  edit(end, end, ");", 1),
];

/** In strict code what is evaluated keeps all declarations to itself: they are written as assignments. */
function strictEdits(statement: Statement, code: string): Edit[] {
  if (statement.type === "ClassDeclaration") return classExpression(statement);
  if (statement.type !== "VariableDeclaration") return [];
  const isBareVariable = statement.kind === "var" && statement.declarations.every(({ init }) => !init);
  return isBareVariable ? [] : assignments(statement, code);
}

const directivesEnd = ({ body }: Program): number =>
  body.findLast((statement) => "directive" in statement && statement.directive !== undefined)?.end ?? 0;

/**
 * The text of a script such that what it declares at its top level lands in the scope around it. `handOver` is code that
 * runs first, after the directives. Lines stay where they are.
 */
export function contextCode(code: string, program: Program, isStrict: boolean, handOver: string): string {
  const edits = program.body.flatMap((statement) => {
    const sloppy = isStrict ? undefined : editOf(statement as Statement);
    return isStrict ? strictEdits(statement as Statement, code) : sloppy ? [sloppy] : [];
  });
  const at = directivesEnd(program);
  if (handOver !== "") edits.push(edit(at, at, at === 0 ? handOver : `;${handOver}`, -1));
  return edits.length > 0 ? applyEdits(code, edits) : code;
}
