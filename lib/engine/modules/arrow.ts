import type { ArrowFunctionExpression } from "acorn";

const comments = /\/\*[^]*?\*\/|\/\/.*/g;

/** Where what an arrow function answers begins, with the parentheses around it, which a syntax tree doesn't tell of. */
export function afterArrow(source: string, { start, params, body }: ArrowFunctionExpression): number {
  const from = params.at(-1)?.end ?? start;
  const between = source.slice(from, body.start).replace(comments, (comment) => " ".repeat(comment.length));
  return from + between.indexOf("=>") + 2;
}
