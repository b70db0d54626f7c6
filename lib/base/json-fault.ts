/** Where a text stops being JSON. Lines and columns begin at 1. */
export interface JsonFault {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** Undefined when the text is JSON. Browsers word the place differently or leave it out, so it is looked for here. */
export function findJsonFault(text: string): JsonFault | undefined {
  const offset = faultOffset(text);
  if (offset === undefined) return undefined;
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { offset, line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

/** One token after any blanks. A string is taken as far as it is right, so that its fault is where it breaks off. */
const token = /[ \t\r\n]*([{}[\],:]|true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|"|$)/y;
const stringRest = /(?:[ !#-[\]-\uFFFF]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*/y;

/** What may come next, by what was read last. */
type Wanted = "value" | "value or ]" | "key" | "key or }" | ":" | "end";

function faultOffset(text: string): number | undefined {
  const open: ("{" | "[")[] = [];
  let wanted: Wanted = "value";
  let at = 0;
  for (;;) {
    token.lastIndex = at;
    const found = token.exec(text);
    if (!found) return skipBlanks(text, at);
    const sign = found[1] ?? "";
    const start = token.lastIndex - sign.length;
    if (sign === "") return wanted === "end" && open.length === 0 ? undefined : start;
    const next = step(sign, wanted, open);
    if (next === undefined) return start;
    at = sign === '"' ? stringEnd(text, token.lastIndex) : token.lastIndex;
    if (sign === '"' && text[at] !== '"') return at;
    if (sign === '"') at++;
    wanted = next;
  }
}

function step(sign: string, wanted: Wanted, open: ("{" | "[")[]): Wanted | undefined {
  switch (sign) {
    case "}":
    case "]":
      return close(sign, wanted, open);
    case ",":
      if (wanted !== "end" || open.length === 0) return undefined;
      return open.at(-1) === "{" ? "key" : "value";
    case ":":
      return wanted === ":" ? "value" : undefined;
    default:
      return begin(sign, wanted, open);
  }
}

function close(sign: "}" | "]", wanted: Wanted, open: ("{" | "[")[]): Wanted | undefined {
  const [opener, whenEmpty] = sign === "}" ? (["{", "key or }"] as const) : (["[", "value or ]"] as const);
  if (open.at(-1) !== opener || (wanted !== "end" && wanted !== whenEmpty)) return undefined;
  open.pop();
  return "end";
}

function begin(sign: string, wanted: Wanted, open: ("{" | "[")[]): Wanted | undefined {
  if (wanted === "key" || wanted === "key or }") return sign === '"' ? ":" : undefined;
  if (wanted !== "value" && wanted !== "value or ]") return undefined;
  if (sign !== "{" && sign !== "[") return "end";
  open.push(sign);
  return sign === "{" ? "key or }" : "value or ]";
}

function stringEnd(text: string, at: number): number {
  stringRest.lastIndex = at;
  stringRest.exec(text);
  return stringRest.lastIndex;
}

function skipBlanks(text: string, at: number): number {
  let next = at;
  while (/[ \t\r\n]/.test(text[next] ?? "")) next++;
  return next;
}
