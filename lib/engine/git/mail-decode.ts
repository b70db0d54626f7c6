const bytesOf = (text: string): Uint8Array => Buffer.from(text, "latin1");

function decodedBytes(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset, { ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder("utf8", { ignoreBOM: true }).decode(bytes);
  }
}

/** Bytes in a charset, as text; without one they are UTF-8, or else what mail was before it. */
export function textOf(bytes: string, charset: string | undefined): string {
  if (charset !== undefined) return decodedBytes(bytesOf(bytes), charset);
  try {
    return new TextDecoder("utf8", { fatal: true, ignoreBOM: true }).decode(bytesOf(bytes));
  } catch {
    return bytes;
  }
}

const quoted = (text: string): string =>
  text.replaceAll(/=([\dA-Fa-f]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const base64 = (text: string): string => Buffer.from(text, "base64").toString("latin1");

/** Text of a header, which may stand in pieces such as `=?UTF-8?q?…?=`. */
export function decodedHeader(header: string): string {
  const joined = header.replaceAll(/(=\?[^?\s]+\?[qbQB]\?[^?]*\?=)\s+(?==\?[^?\s]+\?[qbQB]\?)/gu, "$1");
  let text = "";
  let at = 0;
  for (const found of joined.matchAll(/=\?([^?\s]+)\?([qbQB])\?([^?]*)\?=/gu)) {
    const [whole, charset = "utf8", way = "", piece = ""] = found;
    const bytes = way.toLowerCase() === "b" ? base64(piece) : quoted(piece.replaceAll("_", " "));
    text += textOf(joined.slice(at, found.index), undefined) + textOf(bytes, charset);
    at = found.index + whole.length;
  }
  return text + textOf(joined.slice(at), undefined);
}

/** The bytes that a mail's body stands for. */
export function transferred(body: string, encoding: string | undefined): string {
  const way = encoding?.trim().toLowerCase();
  if (way === "base64") return base64(body);
  return way === "quoted-printable" ? quoted(body.replaceAll(/=[ \t]*\r?\n/gu, "")) : body;
}
