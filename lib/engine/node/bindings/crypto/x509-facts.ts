import { parseIPv4, parseIPv6 } from "../block-list";
import { equalBytes } from "./equal-bytes";
import { findHash, digestOf, type HashAlgorithm } from "./hash-algorithms";
import { keyDataOf } from "./key-data";
import { toPublic, writeSpki } from "./key-formats";
import { encodePem } from "./pem";
import { verifyMessage } from "./signature";
import type { Certificate } from "./x509-certificate";
import { findHost, matchesEmail } from "./x509-match";
import { accessText, altNameText, nameText } from "./x509-names";
import { extensionOids, signatureTypes } from "./x509-oids.data";

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const two = (number: number): string => String(number).padStart(2, "0");
const hex = (bytes: Uint8Array, between = ""): string =>
  Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(between);

function dateText(date: Date): string {
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(":");
  const day = String(date.getUTCDate()).padStart(2, " ");
  return `${months[date.getUTCMonth()] ?? ""} ${day} ${time} ${date.getUTCFullYear()} GMT`;
}

const withoutZeros = (bytes: Uint8Array): Uint8Array => bytes.subarray(bytes.findIndex((byte) => byte !== 0));

function fingerprint({ raw }: Certificate, name: string): string {
  return hex(digestOf(findHash(name) as HashAlgorithm, raw), ":");
}

const keyUsage = ({ extensions }: Certificate): string[] | undefined =>
  extensions
    .get(extensionOids.extendedKeyUsage)
    ?.fields(0)
    .map((id) => id.oid());

function verifies({ signed, signature, signatureOid }: Certificate, handle: object): boolean {
  const data = keyDataOf(handle);
  const [, hashName] = signatureTypes[signatureOid] ?? [];
  if (data === undefined || data.type === "secret") return false;
  const hash = hashName === undefined ? undefined : findHash(hashName);
  const options = { hash, padding: undefined, saltLength: undefined, encoding: undefined, context: undefined };
  try {
    return verifyMessage(toPublic(data.key), signed, signature.slice(), {
      ...options,
      random: (length) => new Uint8Array(length),
    });
  } catch {
    // A key of another kind has signed nothing of this.
    return false;
  }
}

/** Whether the other's name is the issuer's here, and its key the one that is named. */
function isIssuedBy(one: Certificate, other: Certificate): boolean {
  if (!equalBytes(one.issuerBytes, other.subjectBytes)) return false;
  const [named] = one.extensions.get(extensionOids.authorityKeyIdentifier)?.children() ?? [];
  const own = other.extensions.get(extensionOids.subjectKeyIdentifier);
  return named?.tag !== 0x80 || own === undefined || equalBytes(named.content, own.octets());
}

const handles = new WeakMap<object, Certificate>();
export const certificateOf = (handle: object): Certificate => {
  const found = handles.get(handle);
  if (!found) throw new TypeError("Illegal invocation");
  return found;
};

export const holdCertificate = (handle: object, certificate: Certificate): void =>
  void handles.set(handle, certificate);

/** What a certificate's handle tells and checks that needs nothing of the process. */
export class CertificateFacts {
  subject = (): string => nameText(certificateOf(this).subject);
  issuer = (): string => nameText(certificateOf(this).issuer);
  subjectAltName(): string | undefined {
    const { altNames } = certificateOf(this);
    return altNames && altNameText(altNames);
  }
  infoAccess(): string | undefined {
    const access = certificateOf(this).extensions.get(extensionOids.infoAccess);
    return access && accessText(access);
  }
  getIssuerCert = (): undefined => undefined;
  validFrom = (): string => dateText(certificateOf(this).from);
  validTo = (): string => dateText(certificateOf(this).to);
  validFromDate = (): Date => certificateOf(this).from;
  validToDate = (): Date => certificateOf(this).to;
  fingerprint = (): string => fingerprint(certificateOf(this), "sha1");
  fingerprint256 = (): string => fingerprint(certificateOf(this), "sha256");
  fingerprint512 = (): string => fingerprint(certificateOf(this), "sha512");
  keyUsage = (): string[] | undefined => keyUsage(certificateOf(this));
  serialNumber = (): string => hex(withoutZeros(certificateOf(this).serial));
  signatureAlgorithmOid = (): string => certificateOf(this).signatureOid;
  signatureAlgorithm(): string | undefined {
    return signatureTypes[certificateOf(this).signatureOid]?.[0];
  }
  pem = (): string => encodePem("CERTIFICATE", certificateOf(this).raw);
  checkCA = (): boolean => certificateOf(this).isAuthority;
  checkHost = (name: string, flags: number): string | undefined => findHost(certificateOf(this), name, flags);
  checkEmail = (email: string, flags: number): string | undefined =>
    matchesEmail(certificateOf(this), email, flags) ? email : undefined;
  checkIP(address: string): string | undefined {
    const wanted = parseIPv4(address) ?? parseIPv6(address);
    const names = certificateOf(this).altNames ?? [];
    const isSame = (value: string): boolean => (parseIPv4(value) ?? parseIPv6(value)) === wanted;
    return names.some(({ kind, value }) => kind === "IP Address" && isSame(value)) ? address : undefined;
  }
  checkIssued = (other: object): boolean => isIssuedBy(certificateOf(this), certificateOf(other));
  checkPrivateKey(handle: object): boolean {
    const data = keyDataOf(handle);
    if (data === undefined || data.type === "secret") return false;
    return equalBytes(writeSpki(toPublic(data.key)), writeSpki(certificateOf(this).key));
  }
  verify = (handle: object): boolean => verifies(certificateOf(this), handle);
}
