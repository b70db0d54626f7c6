import { parse } from "acorn";
import { SourceError } from "@/lib/engine/modules/transform";

/** Text that Node prints above the stack of an error: file and line, the line itself, a caret. */
export function arrowMessage(
  name: string,
  source: string,
  place: { line: number; column: number; length?: number },
): string {
  const line = source.split("\n")[place.line - 1] ?? "";
  const pad = line.slice(0, place.column).replace(/[^\t]/g, " ");
  const length = place.length ?? 1;
  const width = Math.max(1, Math.min(length, line.length - place.column));
  return `${name}:${place.line}\n${line}\n${pad}${"^".repeat(width)}\n`;
}

/** Where the text isn't a script, as the parser sees it: V8 tells what is wrong but not where. */
export function placeOfError(
  source: string,
  sourceType: "script" | "module",
): { line: number; column: number; length: number } | undefined {
  try {
    parse(source, {
      ecmaVersion: "latest",
      sourceType,
      allowHashBang: true,
      allowReturnOutsideFunction: sourceType === "script",
      allowAwaitOutsideFunction: false,
    });
    return undefined;
  } catch (error) {
    const { loc } = error as { loc?: { line: number; column: number } };
    return loc && { ...loc, length: tokenAt(source, loc).length };
  }
}

/** As much as V8 marks: a word, a whole string, a number, or a sign. */
const marked =
  /^(?:[\p{ID_Continue}$\u200c\u200d]+|(["'`])(?:\\.|(?!\1).)*\1?|=>|\.\.\.|[=!]==?|&&=?|\|\|=?|\?\?=?|\?\.|[-+*/%&|^<>]=?|.)/u;

export function tokenAt(source: string, { line, column }: { line: number; column: number }): string {
  return marked.exec((source.split("\n")[line - 1] ?? "").slice(column))?.[0] ?? "";
}

const words = /^Unexpected token$/;

/** The parser's message in V8's words, where they differ and the text allows it. */
export function messageOf({ message, line, column }: SourceError, source: string): string {
  if (!words.test(message)) return message;
  const rest = (source.split("\n")[line - 1] ?? "").slice(column);
  const [, identifier] = /^([\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*)/u.exec(rest) ?? [];
  if (rest === "") return "Unexpected end of input";
  if (identifier !== undefined) return `Unexpected identifier '${identifier}'`;
  if (/^["'`]/.test(rest)) return "Unexpected string";
  if (/^\d/.test(rest)) return "Unexpected number";
  const [token = rest.charAt(0)] =
    /^(=>|\.\.\.|[=!]==?|[<>]=?|&&=?|\|\|=?|\?\?=?|\?\.|[-+*/%&|^]=?|.)/.exec(rest) ?? [];
  return `Unexpected token '${token}'`;
}
