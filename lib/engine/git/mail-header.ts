import { wrapped } from "./wrap-text";

const charset = "UTF-8";
const longestEncoded = 76;
const longest = 78;

/** Of seven bits, and no escape. */
const isPlain = (sign: string): boolean => sign <= "\u007F" && sign !== "\u001B";

const signsOf = (text: string): readonly string[] => Array.from(text);

export const isAscii = (text: string): boolean => signsOf(text).every(isPlain);

/** Whether a text holds what mail can't have in a header as it is. */
export const needsEncoding = (text: string): boolean => text.includes("=?") || text.includes("\n") || !isAscii(text);

function isSpecial(sign: string, isName: boolean): boolean {
  if (!/^[!-~]$/u.test(sign) || "=?_".includes(sign)) return true;
  return isName && !/^[A-Za-z\d!*+\-/]$/u.test(sign);
}

/** A text in pieces of plain letters (RFC 2047), behind what its line holds already. */
export function encoded(text: string, column: number, isName: boolean): string {
  const open = `=?${charset}?q?`;
  let line = open;
  let width = column + open.length;
  for (const sign of text) {
    const special = isSpecial(sign, isName);
    const bytes = [...Buffer.from(sign)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`);
    const piece = special ? bytes.join("") : sign;
    if (width + piece.length + 2 > longestEncoded) {
      line += `?=\n ${open}`;
      width = open.length + 1;
    }
    line += piece;
    width += piece.length;
  }
  return `${line}?=`;
}

const lastLine = (text: string): number => signsOf(text.slice(text.lastIndexOf("\n") + 1)).length;

/** `From: Name <address>`, on two lines where one doesn't hold it. */
export function fromLine({ name, email }: { readonly name: string; readonly email: string }, key = "From: "): string {
  const isEncoded = needsEncoding(name);
  const isQuoted = !isEncoded && /[()<>[\]:;@,."\\]/u.test(name);
  const shown = isQuoted ? `"${name.replaceAll(/["\\]/gu, String.raw`\$&`)}"` : name;
  const text = isEncoded
    ? key + encoded(name, key.length, true)
    : key + wrapped(shown, { first: -key.length, rest: 1, width: longest });
  const most = isEncoded ? longestEncoded : longest;
  const gap = lastLine(text) + " <>".length + email.length > most ? "\n" : "";
  return `${text}${gap} <${email}>\n`;
}

/** `Subject: [PATCH] …`, encoded or in lines where it must be. */
export function subjectLine(prefix: string, subject: string): string {
  const head = `Subject: ${prefix}`;
  if (needsEncoding(subject)) return `${head}${encoded(subject, head.length, false)}\n`;
  return `${head}${wrapped(subject, { first: -head.length, rest: 1, width: longest })}\n`;
}

export const typeLines = `MIME-Version: 1.0\nContent-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: 8bit\n`;
