import { decodeText, encodeText } from "../buffer/encodings";

export interface PemBlock {
  readonly label: string;
  /** `Proc-Type` and `DEK-Info` of keys that are encrypted the old way. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----\r?\n([\s\S]*?)-----END \1-----/;
const HEADER = /^([A-Za-z-]+): *(.*)$/;

function parseBody(label: string, body: string): PemBlock {
  const headers: Record<string, string> = {};
  const data: string[] = [];
  for (const line of body.split(/\r?\n/)) {
    const header = HEADER.exec(line);
    if (header === null) data.push(line.trim());
    else headers[header[1] ?? ""] = header[2] ?? "";
  }
  return { label, headers, bytes: encodeText(data.join(""), "base64") };
}

/** The first block of a text whose label is one of those wanted; any when none is named. */
export function findPem(text: string, isWanted: (label: string) => boolean = () => true): PemBlock | undefined {
  let rest = text;
  for (let match = BLOCK.exec(rest); match !== null; match = BLOCK.exec(rest)) {
    const [whole, label = "", body = ""] = match;
    if (isWanted(label)) return parseBody(label, body);
    rest = rest.slice(match.index + whole.length);
  }
  return undefined;
}

export function encodePem(label: string, bytes: Uint8Array, headers: Readonly<Record<string, string>> = {}): string {
  const lines = decodeText(bytes, "base64").match(/.{1,64}/g) ?? [];
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const parts = head.length === 0 ? lines : [...head, "", ...lines];
  return `-----BEGIN ${label}-----\n${parts.join("\n")}\n-----END ${label}-----\n`;
}
