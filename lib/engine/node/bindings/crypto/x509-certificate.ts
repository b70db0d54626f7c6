import { contextTag, field, readDer, Tag, type DerValue } from "./der";
import type { AsymmetricKey } from "./asymmetric-key";
import { readSpki } from "./key-formats";
import { extensionOids } from "./x509-oids.data";
import { readGeneralName, readName, type GeneralName, type NamePart } from "./x509-names";

type Bytes = Uint8Array<ArrayBuffer>;

/** What a certificate says, read once. */
export interface Certificate {
  readonly raw: Bytes;
  /** What is signed. */
  readonly signed: Bytes;
  readonly signature: Bytes;
  readonly signatureOid: string;
  readonly serial: Bytes;
  readonly issuer: readonly (readonly NamePart[])[];
  readonly subject: readonly (readonly NamePart[])[];
  readonly issuerBytes: Bytes;
  readonly subjectBytes: Bytes;
  readonly from: Date;
  readonly to: Date;
  readonly spki: Bytes;
  readonly key: AsymmetricKey;
  readonly altNames: readonly GeneralName[] | undefined;
  readonly extensions: ReadonlyMap<string, DerValue>;
  readonly isAuthority: boolean;
}

const generalizedTime = 0x18;

function readTime({ tag, content }: DerValue): Date {
  const digits = String.fromCharCode(...content).replace(/Z$/, "");
  const short = tag === generalizedTime ? digits : `${Number(digits.slice(0, 2)) < 50 ? "20" : "19"}${digits}`;
  const part = (at: number, length = 2): number => Number(short.slice(at, at + length));
  return new Date(Date.UTC(part(0, 4), part(4) - 1, part(6), part(8), part(10), part(12) || 0));
}

function readExtensions(list: DerValue | undefined): Map<string, DerValue> {
  const extensions = new Map<string, DerValue>();
  for (const each of list ? field(list.children(), 0).fields(0) : []) {
    const parts = each.fields(2);
    extensions.set(field(parts, 0).oid(), readDer((parts.at(-1) as DerValue).octets()));
  }
  return extensions;
}

/** The mark of a certificate that may sign others, and its key usage when it says any. */
function authority(extensions: ReadonlyMap<string, DerValue>): boolean {
  const [first] = extensions.get(extensionOids.basicConstraints)?.children() ?? [];
  return first?.tag === Tag.boolean && first.content[0] !== 0;
}

export function readCertificate(bytes: Bytes): Certificate {
  const whole = readDer(bytes);
  const [signed, algorithm, signature] = whole.fields(3) as [DerValue, DerValue, DerValue];
  const all = signed.fields(6);
  const fields = all[0]?.tag === contextTag(0) ? all.slice(1) : all;
  const [serial, , issuer, validity, subject, spki] = fields as [
    DerValue,
    DerValue,
    DerValue,
    DerValue,
    DerValue,
    DerValue,
  ];
  const [from, to] = validity.fields(2) as [DerValue, DerValue];
  const extensions = readExtensions(fields.find(({ tag }) => tag === contextTag(3)));
  const altNames = extensions
    .get(extensionOids.subjectAltName)
    ?.fields(0)
    .map((name) => readGeneralName(name));
  return {
    raw: whole.whole,
    signed: signed.whole,
    signature: signature.bits(),
    signatureOid: field(algorithm.fields(1), 0).oid(),
    serial: serial.content,
    issuer: readName(issuer),
    subject: readName(subject),
    issuerBytes: issuer.whole,
    subjectBytes: subject.whole,
    from: readTime(from),
    to: readTime(to),
    spki: spki.whole,
    key: readSpki(spki.whole),
    altNames,
    extensions,
    isAuthority: authority(extensions),
  };
}
