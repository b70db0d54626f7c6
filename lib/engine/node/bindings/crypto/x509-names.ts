import { contextTag, field, type DerValue } from "./der";
import { accessTypes, nameTypes } from "./x509-oids.data";

const bmpString = 0x1e;
const latinStrings = new Set([0x13, 0x14, 0x16, 0x1a]);
const utf8 = new TextDecoder();

function textOf({ tag, content }: DerValue): string {
  if (latinStrings.has(tag)) return String.fromCharCode(...content);
  if (tag !== bmpString) return utf8.decode(content);
  const codes = Array.from(
    { length: content.length >> 1 },
    (_, at) => ((content[at * 2] ?? 0) << 8) | (content[at * 2 + 1] ?? 0),
  );
  return String.fromCharCode(...codes);
}

export interface NamePart {
  readonly type: string;
  readonly value: string;
}

/** A distinguished name: groups of parts, nearly always of one part each. */
export const readName = (name: DerValue): NamePart[][] =>
  name.fields(0).map((group) =>
    group.children().map((pair) => {
      const [type, value] = pair.fields(2);
      const id = (type as DerValue).oid();
      return { type: nameTypes[id] ?? id, value: textOf(value as DerValue) };
    }),
  );

/** RFC 2253: signs that part names are marked. */
const escaped = (value: string): string => value.replace(/[,+"\\<>;]|^[ #]|(?<=.) $/gu, "\\$&");

export const nameText = (name: readonly (readonly NamePart[])[]): string =>
  name.map((group) => group.map(({ type, value }) => `${type}=${escaped(value)}`).join(" + ")).join("\n");

/** As Node's older API shows it; of several values of a kind there is a list. */
export function nameRecord(name: readonly (readonly NamePart[])[]): Record<string, string | string[]> {
  const record = Object.create(null) as Record<string, string | string[]>;
  for (const { type, value } of name.flat()) {
    const known = record[type];
    record[type] = known === undefined ? value : [known, value].flat();
  }
  return record;
}

/** One of the names that a certificate is also valid for. */
export interface GeneralName {
  readonly kind: "email" | "DNS" | "URI" | "IP Address" | "DirName" | "Registered ID" | "othername" | "other";
  readonly value: string;
}

function addressText(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  const groups = Array.from({ length: 8 }, (_, at) => ((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0));
  return bytes.length === 16 ? groups.map((group) => group.toString(16).toUpperCase()).join(":") : "<invalid>";
}

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
const plainTag = (number: number): number => 0x80 + number;

export function readGeneralName(given: DerValue): GeneralName {
  const { tag, content } = given;
  if (tag === plainTag(1)) return { kind: "email", value: latin(content) };
  if (tag === plainTag(2)) return { kind: "DNS", value: latin(content) };
  if (tag === plainTag(6)) return { kind: "URI", value: latin(content) };
  if (tag === plainTag(7)) return { kind: "IP Address", value: addressText(content) };
  if (tag === contextTag(4)) {
    const name = readName(field(given.children(), 0));
    return {
      kind: "DirName",
      value: name.map((group) => group.map(({ type, value }) => `${type} = ${value}`).join(" + ")).join(", "),
    };
  }
  return tag === contextTag(0)
    ? { kind: "othername", value: "<unsupported>" }
    : { kind: "other", value: "<unsupported>" };
}

/** A value that could be taken for two is quoted as JSON. */
function generalText({ kind, value }: GeneralName): string {
  const isSafe = !/[",\\]|[^ -~]|'/.test(value);
  const shown = isSafe || kind === "IP Address" ? value : JSON.stringify(value);
  return kind === "DirName" && !isSafe ? `DirName:${JSON.stringify(value)}` : `${kind}:${shown}`;
}

export const altNameText = (names: readonly GeneralName[]): string => names.map(generalText).join(", ");

export const accessText = (access: DerValue): string =>
  access
    .fields(0)
    .map((pair) => {
      const [method, place] = pair.fields(2);
      const id = (method as DerValue).oid();
      return `${accessTypes[id] ?? id} - ${generalText(readGeneralName(place as DerValue))}`;
    })
    .join("\n");
