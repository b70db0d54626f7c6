/** A text with what must survive an edit: its byte order mark, its line ending, whether it ends with one. */
export interface TextShape {
  readonly bom: string;
  readonly eol: "\n" | "\r\n";
  readonly body: string;
}

export function shapeOf(text: string): TextShape {
  const bom = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const body = text.slice(bom.length);
  const crlf = body.match(/\r\n/g)?.length ?? 0;
  const lf = (body.match(/\n/g)?.length ?? 0) - crlf;
  return { bom, eol: crlf > lf ? "\r\n" : "\n", body };
}

export const withEol = (text: string, eol: string): string => text.replace(/\r?\n/g, eol);

export const indentOf = (line: string): string => /^[ \t]*/.exec(line)?.[0] ?? "";
