import type { TokenReader } from "./token-reader";
import type { Node } from "./tree";

/** A text between quotes, in which what is put in is written by a format. */
export function parseText(reader: TokenReader, format: string): Node {
  const { parts = [] } = reader.take();
  return {
    type: "text",
    format,
    parts: parts.map((part) => {
      if (typeof part === "string") return part;
      const inner = reader.inside(part);
      const node = inner.grammar.pipe(inner);
      return inner.next.type === "end" ? node : inner.unexpected();
    }),
  };
}
