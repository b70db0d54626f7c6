import { parsePatterns, variablesOf } from "./parse-pattern";
import { parseText } from "./parse-text";
import type { TokenReader } from "./token-reader";
import { SyntaxFault } from "./tokens";
import { shown } from "./faults";
import type { Entry, Node } from "./tree";

const identity: Node = { type: "identity" };
const literal = (value: string | number | null | boolean): Node => ({ type: "literal", value });

/** What binds tightest, with the fields, brackets and `?` behind it. */
export function parseTerm(reader: TokenReader): Node {
  let term = parseHead(reader);
  for (;;) {
    const longer = parseSuffix(reader, term);
    if (longer === undefined) return term;
    term = longer;
  }
}

function parseSuffix(reader: TokenReader, target: Node): Node | undefined {
  if (reader.has("?")) return { type: "try", body: target, handler: undefined };
  if (reader.next.type === "field") return { type: "index", target, key: literal(reader.take().text.slice(1)) };
  if (reader.is("[")) return parseBrackets(reader, target);
  if (!reader.is(".")) return undefined;
  reader.take();
  if (reader.next.type === "text") return { type: "index", target, key: parseText(reader, "text") };
  return reader.is("[") ? parseBrackets(reader, target) : reader.unexpected();
}

function parseBrackets(reader: TokenReader, target: Node): Node {
  reader.want("[");
  if (reader.has("]")) return { type: "iterate", target };
  const from = reader.is(":") ? undefined : reader.grammar.pipe(reader);
  if (reader.has(":")) {
    const to = reader.is("]") ? undefined : reader.grammar.pipe(reader);
    if (from === undefined && to === undefined) reader.unexpected();
    reader.want("]");
    return { type: "slice", target, from, to };
  }
  reader.want("]");
  return { type: "index", target, key: from ?? identity };
}

function parseHead(reader: TokenReader): Node {
  const { next } = reader;
  switch (next.type) {
    case "field":
      return { type: "index", target: identity, key: literal(reader.take().text.slice(1)) };
    case "number":
      return literal(Number(reader.take().text));
    case "text":
      return parseText(reader, "text");
    case "format": {
      const name = reader.take().text.slice(1);
      return reader.next.type === "text" ? parseText(reader, name) : { type: "format", name };
    }
    case "variable":
      return parseVariable(reader);
    case "name":
      return parseName(reader);
    default:
      return parseSign(reader);
  }
}

function parseVariable(reader: TokenReader): Node {
  const token = reader.take();
  if (token.text === "$__loc__") {
    const place = new Map<string, string | number>([
      ["file", "<top-level>"],
      ["line", token.line ?? 1],
    ]);
    return { type: "literal", value: place };
  }
  reader.use(token.text, token);
  return { type: "variable", name: token.text.slice(1) };
}

function parseSign(reader: TokenReader): Node {
  if (reader.has("..")) return { type: "call", name: "recurse", args: [] };
  if (reader.has(".")) {
    if (reader.next.type === "text") return { type: "index", target: identity, key: parseText(reader, "text") };
    return identity;
  }
  if (reader.has("(")) {
    const inner = reader.grammar.pipe(reader);
    reader.want(")");
    return inner;
  }
  if (reader.has("[")) {
    const body = reader.is("]") ? undefined : reader.grammar.pipe(reader);
    reader.want("]");
    return { type: "array", body };
  }
  if (reader.has("{")) return parseObject(reader);
  return reader.has("-") ? { type: "negate", body: reader.grammar.postfix(reader) } : reader.unexpected();
}

function parseObject(reader: TokenReader): Node {
  const entries: Entry[] = [];
  while (!reader.is("}")) {
    entries.push(parseEntry(reader));
    if (!reader.has(",")) break;
  }
  reader.want("}", "'}'");
  return { type: "object", entries };
}

function parseEntry(reader: TokenReader): Entry {
  const { next } = reader;
  if (next.type === "variable") {
    const value = parseVariable(reader);
    if (!reader.has(":")) return { key: literal(next.text.slice(1)), value };
    return { key: value, value: parseValue(reader) };
  }
  const key = parseKey(reader);
  if (reader.has(":")) return { key, value: parseValue(reader) };
  if (next.text === "(") return reader.unexpected();
  return { key, value: { type: "index", target: identity, key } };
}

function parseKey(reader: TokenReader): Node {
  if (reader.has("(")) {
    const { from } = reader.last;
    const key = reader.grammar.pipe(reader);
    reader.want(")");
    if (key.type === "literal" && typeof key.value !== "string")
      reader.complaints.push({ message: `Cannot use ${shown(key.value)} as object key`, from });
    return key;
  }
  const { type } = reader.next;
  if (type === "text") return parseText(reader, "text");
  if (type === "format") return parseText(reader, reader.take().text.slice(1));
  return literal(type === "number" ? Number(reader.take().text) : reader.takeType("name"));
}

function parseValue(reader: TokenReader): Node {
  const left = reader.grammar.operators(reader);
  return reader.has("|") ? { type: "pipe", left, right: parseValue(reader) } : left;
}

const constants: Readonly<Record<string, null | boolean>> = { null: null, true: true, false: false };
/** Words that can't stand for a function. */
const reserved = new Set(["then", "elif", "else", "end", "as", "and", "or", "catch", "__loc__", "import", "include"]);

const keywords: Readonly<Record<string, (reader: TokenReader) => Node>> = {
  if: parseIf,
  reduce: parseFold,
  foreach: parseFold,
  break: parseBreak,
  try: (reader) => reader.grammar.postfix(reader),
  def: (reader) => reader.grammar.pipe(reader),
  label: (reader) => reader.grammar.pipe(reader),
};

function parseName(reader: TokenReader): Node {
  const { text } = reader.next;
  const special = Object.hasOwn(keywords, text) ? keywords[text] : undefined;
  if (special !== undefined) return special(reader);
  if (reserved.has(reader.next.text)) return reader.unexpected();
  const token = reader.take();
  const args: Node[] = [];
  if (reader.has("(")) {
    do args.push(reader.grammar.pipe(reader));
    while (reader.has(";"));
    reader.want(")", "';'", "')'");
  }
  if (args.length === 0 && Object.hasOwn(constants, token.text)) return literal(constants[token.text] ?? null);
  reader.use(`${token.text}/${args.length}`, token);
  return { type: "call", name: token.text, args };
}

function parseBreak(reader: TokenReader): Node {
  reader.take();
  const token = reader.next;
  const name = reader.takeType("variable", "'$'").slice(1);
  reader.use(`*${name}`, token);
  return { type: "break", name };
}

function parseIf(reader: TokenReader): Node {
  const { from } = reader.take();
  try {
    return parseBranches(reader);
  } catch (error) {
    if (!(error instanceof SyntaxFault) || reader.next.type !== "end" || error.also.length > 0) throw error;
    const message = "Possibly unterminated 'if' statement";
    throw new SyntaxFault(error.message, error.from, [{ message, from }]);
  }
}

function parseBranches(reader: TokenReader): Node {
  const condition = reader.grammar.pipe(reader);
  reader.want("then");
  const then = reader.grammar.pipe(reader);
  if (reader.has("elif")) return { type: "if", condition, then, otherwise: parseBranches(reader) };
  const otherwise = reader.has("else") ? reader.grammar.pipe(reader) : identity;
  reader.want("end");
  return { type: "if", condition, then, otherwise };
}

function parseFold(reader: TokenReader): Node {
  const { text } = reader.take();
  const source = parseTerm(reader);
  reader.want("as", "FIELD", "as", "'.'", "'['");
  const patterns = parsePatterns(reader);
  reader.want("(");
  return reader.within(patterns.flatMap(variablesOf), () => {
    const init = reader.grammar.pipe(reader);
    reader.want(";");
    const update = reader.grammar.pipe(reader);
    const extract = text === "foreach" && reader.has(";") ? reader.grammar.pipe(reader) : undefined;
    reader.want(")");
    if (text === "reduce") return { type: "reduce", source, patterns, init, update };
    return { type: "foreach", source, patterns, init, update, extract };
  });
}
