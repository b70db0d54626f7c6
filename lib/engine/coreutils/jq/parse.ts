import { parsePatterns, variablesOf } from "./parse-pattern";
import { parseTerm } from "./parse-term";
import { TokenReader, type Grammar } from "./token-reader";
import { SyntaxFault, tokensOf } from "./tokens";
import type { Assignment, BinaryOperator, Definition, Node } from "./tree";

/** What is wrong with a program, one complaint each. */
export class CompileFault extends Error {
  constructor(readonly complaints: readonly string[]) {
    super(complaints[0]);
  }
}

interface Level {
  readonly operators: readonly string[];
  readonly side: "left" | "right" | "none";
}

/** From what binds loosest. */
const levels: readonly Level[] = [
  { operators: ["//"], side: "right" },
  { operators: ["=", "|=", "+=", "-=", "*=", "/=", "%=", "//="], side: "none" },
  { operators: ["or"], side: "left" },
  { operators: ["and"], side: "left" },
  { operators: ["==", "!=", "<", "<=", ">", ">="], side: "none" },
  { operators: ["+", "-"], side: "left" },
  { operators: ["*", "/", "%"], side: "left" },
];

function join(operator: string, left: Node, right: Node): Node {
  if (operator === "//") return { type: "alternative", left, right };
  if (operator === "and" || operator === "or") return { type: operator, left, right };
  if (levels[1]?.operators.includes(operator) === true)
    return { type: "assign", operator: operator as Assignment, left, right };
  return { type: "binary", operator: operator as BinaryOperator, left, right };
}

/** A whole program, also one with `def`, `as`, `|` and `,`. */
function parsePipe(reader: TokenReader): Node {
  if (reader.is("def")) {
    const definition = parseDefinition(reader);
    return reader.within([`${definition.name}/${definition.params.length}`], () => {
      const isLast = reader.next.type === "end" || reader.is(")");
      return { type: "define", definition, body: isLast ? { type: "identity" } : parsePipe(reader) };
    });
  }
  if (reader.has("label")) {
    const name = reader.takeType("variable", "'$'").slice(1);
    reader.want("|", "'|'");
    return { type: "label", name, body: reader.within([`*${name}`], () => parsePipe(reader)) };
  }
  const left = parseComma(reader);
  return reader.has("|") ? { type: "pipe", left, right: parsePipe(reader) } : left;
}

function parseComma(reader: TokenReader): Node {
  let left = parseOperators(reader, 0);
  while (reader.has(",")) left = { type: "comma", left, right: parseOperators(reader, 0) };
  return left;
}

const isNumber = (node: Node): node is Node & { type: "literal"; value: number } =>
  node.type === "literal" && typeof node.value === "number";

function parseOperators(reader: TokenReader, from: number): Node {
  const level = levels[from];
  if (level === undefined) return parseUnary(reader);
  const began = reader.next.from;
  let left = parseOperators(reader, from + 1);
  for (let steps = 0; ; steps++) {
    const operator = level.operators.find((each) => reader.is(each));
    if (operator === undefined) return left;
    if (steps > 0 && level.side === "none") return reader.unexpected();
    reader.take();
    const right = parseOperators(reader, level.side === "right" ? from : from + 1);
    if (operator === "/" && isNumber(left) && isNumber(right) && right.value === 0)
      reader.complaints.push({ message: "Division by zero?", from: began });
    left = join(operator, left, right);
  }
}

function parseUnary(reader: TokenReader): Node {
  if (reader.has("-")) return { type: "negate", body: parseOperators(reader, levels.length - 1) };
  const term = parsePostfix(reader);
  if (!reader.has("as")) return term;
  const patterns = parsePatterns(reader);
  reader.want("|", "'|'");
  const names = patterns.flatMap(variablesOf);
  return { type: "bind", source: term, patterns, body: reader.within(names, () => parsePipe(reader)) };
}

/** A term, or one that is tried. */
function parsePostfix(reader: TokenReader): Node {
  if (!reader.has("try")) return parseTerm(reader);
  const body = parsePostfix(reader);
  return { type: "try", body, handler: reader.has("catch") ? parsePostfix(reader) : undefined };
}

function parseDefinition(reader: TokenReader): Definition {
  reader.want("def");
  const name = reader.takeType("name");
  const params: string[] = [];
  if (reader.has("(")) {
    do params.push(reader.next.type === "variable" ? reader.take().text : reader.takeType("name", "IDENT", "'$'"));
    while (reader.has(";"));
    reader.want(")");
  }
  reader.want(":");
  const names = params.flatMap((each) => (each.startsWith("$") ? [each, `${each.slice(1)}/0`] : [`${each}/0`]));
  const body = reader.within([`${name}/${params.length}`, ...names], () => parsePipe(reader));
  reader.want(";");
  return { name, params, body };
}

/** The line in which it stands, and as many blanks as stand before it. */
function placeIn(program: string, from: number): string {
  const before = program.slice(0, from).split("\n");
  const line = program.split("\n")[before.length - 1] ?? "";
  return ` at <top-level>, line ${before.length}:\n${line}${" ".repeat(before.at(-1)?.length ?? 0)}`;
}

const grammar: Grammar = {
  pipe: parsePipe,
  operators: (reader) => parseOperators(reader, 0),
  postfix: parsePostfix,
};

/** Reads a program. `names` are those of variables that were given; `known` says of functions that are there. */
export function parseProgram(program: string, names: readonly string[], known: (name: string) => boolean): Node {
  try {
    const reader = new TokenReader(tokensOf(program), names, known, grammar);
    const node: Node = reader.next.type === "end" ? { type: "identity" } : parsePipe(reader);
    if (reader.next.type !== "end") reader.unexpected("$end");
    if (reader.complaints.length === 0) return node;
    throw new CompileFault(reader.complaints.map(({ message, from }) => message + placeIn(program, from)));
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    const reason = `syntax error, ${error.message} (Unix shell quoting issues?)`;
    throw new CompileFault([
      reason + placeIn(program, error.from),
      ...error.also.map(({ message, from }) => message + placeIn(program, from)),
    ]);
  }
}
