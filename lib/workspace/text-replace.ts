import { Failure } from "@/lib/base";
import { searchExpression, type SearchMatch, type SearchQuery } from "./text-search";

/** Replaces every match. Without `regex`, `$` is plain text. */
export function replaceMatches(text: string, query: SearchQuery, replacement: string): string {
  return replaceBy(text, searchExpression(query), query, replacement);
}

/** Replaces the one match that was found there. Fails with `ESTALE` when it isn't there any more. */
export function replaceMatch(
  text: string,
  query: SearchQuery,
  replacement: string,
  { line, column, length }: Pick<SearchMatch, "line" | "column" | "length">,
): string {
  const at = offsetOf(text, line) + column - 1;
  const expression = expressionAt(query, at);
  if (expression.exec(text)?.[0].length !== length)
    throw new Failure("ESTALE", "The file has changed since it was searched. Search again.");
  expression.lastIndex = at;
  return replaceBy(text, expression, query, replacement);
}

/** What would stand there instead of a match; undefined when the one line that is known of it isn't enough to tell. */
export function replacementFor(
  { preview, at, length }: Pick<SearchMatch, "preview" | "at" | "length">,
  query: SearchQuery,
  replacement: string,
): string | undefined {
  const expression = expressionAt(query, at);
  if (expression.exec(preview)?.[0].length !== length) return undefined;
  expression.lastIndex = at;
  const replaced = replaceBy(preview, expression, query, replacement);
  return replaced.slice(at, replaced.length - (preview.length - at - length));
}

const replaceBy = (text: string, expression: RegExp, { regex }: SearchQuery, replacement: string): string =>
  regex ? text.replace(expression, replacement) : text.replace(expression, () => replacement);

/** Matches at one place alone. */
function expressionAt(query: SearchQuery, at: number): RegExp {
  const { source, flags } = searchExpression(query);
  const expression = new RegExp(source, `${flags.replace("g", "")}y`);
  expression.lastIndex = at;
  return expression;
}

function offsetOf(text: string, line: number): number {
  let at = 0;
  for (let left = line - 1; left > 0; left--) {
    const end = text.indexOf("\n", at);
    if (end < 0) return text.length;
    at = end + 1;
  }
  return at;
}
