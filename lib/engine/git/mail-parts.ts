import { transferred } from "./mail-decode";

export type Headers = ReadonlyMap<string, string>;

/** A mail, or one of several that it holds. */
export interface MailPart {
  readonly headers: Headers;
  readonly body: string;
}

export interface MailContent {
  /** A sign for each byte. */
  readonly text: string;
  readonly charset: string | undefined;
}

/** Reads headers, which may go on in lines that begin with a blank, and what is below them. */
export function readPart(mail: string): MailPart {
  const headers = new Map<string, string>();
  const lines = mail.split("\n");
  if (/^>?From /u.test(lines[0] ?? "")) lines.shift();
  for (let header = takeHeader(lines); header; header = takeHeader(lines))
    if (!headers.has(header[0])) headers.set(...header);
  if (lines[0] === "") lines.shift();
  return { headers, body: lines.join("\n") };
}

function takeHeader(lines: string[]): readonly [string, string] | undefined {
  const [, name, value = ""] = /^([!-9;-~]+):(.*)$/u.exec(lines[0] ?? "") ?? [];
  if (name === undefined) return undefined;
  lines.shift();
  let whole = value.trim();
  for (; /^[ \t]/u.test(lines[0] ?? ""); lines.shift()) whole += ` ${(lines[0] ?? "").slice(1).trimEnd()}`;
  return [name.toLowerCase(), whole];
}

function attribute(headers: Headers, name: string): string | undefined {
  const type = headers.get("content-type") ?? "";
  const [, quotedValue, plain] = new RegExp(`${name}=(?:"([^"]*)"|([^;\\s]+))`, "iu").exec(type) ?? [];
  return quotedValue ?? plain;
}

/** What a mail holds, its parts one behind the other: bytes, and the charset that they are in. */
export function contentOf({ headers, body }: MailPart): MailContent {
  const boundary = attribute(headers, "boundary");
  const charset = attribute(headers, "charset");
  if (boundary === undefined) return { text: transferred(body, headers.get("content-transfer-encoding")), charset };
  const parts = `\n${body}`.split(`\n--${boundary}`).slice(1);
  const inner = parts
    .filter((part) => !part.startsWith("--"))
    .map((part) => contentOf(readPart(part.replace(/^[^\n]*\n/u, ""))));
  return { text: inner.map(({ text }) => text).join("\n"), charset: inner[0]?.charset };
}
