import { bitLength } from "./bigints";
import { encodePoint } from "./ec";
import { opensslError } from "./failures";
import { inputBytes, type CryptoHost } from "./host";
import { handleOf, type KeyHandleClass } from "./key-handle";
import { findPem } from "./pem";
import { readCertificate, type Certificate } from "./x509-certificate";
import { certificateOf, CertificateFacts, holdCertificate } from "./x509-facts";
import { nameRecord } from "./x509-names";

/** What Node's older API shows of the key. */
function keyFields(host: CryptoHost, { key, spki }: Certificate): object {
  if (key.type === "rsa" || key.type === "rsa-pss") {
    const modulus = key.n.toString(16).toUpperCase();
    return {
      modulus: modulus.length % 2 === 1 ? `0${modulus}` : modulus,
      exponent: `0x${key.e.toString(16)}`,
      pubkey: host.makeBuffer(spki.slice()),
      bits: bitLength(key.n),
      asn1Curve: undefined,
      nistCurve: undefined,
    };
  }
  if (key.type !== "ec") return {};
  const nist: Readonly<Record<string, string>> = { prime256v1: "P-256", secp384r1: "P-384", secp521r1: "P-521" };
  const point = encodePoint(key.point, 4);
  return {
    bits: ((point.length - 1) / 2) * 8,
    pubkey: host.makeBuffer(point),
    asn1Curve: key.curve,
    nistCurve: nist[key.curve],
  };
}

const noStartLine = (): Error =>
  Object.assign(opensslError("PEM routines", "6C", "no start line"), { code: "ERR_OSSL_PEM_NO_START_LINE" });

/** C++'s half of `crypto.X509Certificate`. */
export function createX509Bindings(host: CryptoHost, Handle: KeyHandleClass) {
  class X509Certificate extends CertificateFacts {
    raw = (): unknown => host.makeBuffer(certificateOf(this).raw.slice());
    publicKey = (): object => handleOf(Handle, { type: "public", key: certificateOf(this).key });
    toLegacy(): object {
      const certificate = certificateOf(this);
      return {
        subject: nameRecord(certificate.subject),
        issuer: nameRecord(certificate.issuer),
        subjectaltname: this.subjectAltName(),
        infoAccess: this.infoAccess(),
        ca: certificate.isAuthority,
        ...keyFields(host, certificate),
        valid_from: this.validFrom(),
        valid_to: this.validTo(),
        fingerprint: this.fingerprint(),
        fingerprint256: this.fingerprint256(),
        fingerprint512: this.fingerprint512(),
        ext_key_usage: this.keyUsage(),
        serialNumber: this.serialNumber(),
        raw: this.raw(),
      };
    }
  }

  return {
    parseX509(given: unknown): object {
      const bytes = inputBytes(given).slice();
      const pem = findPem(String.fromCharCode(...bytes), (label) => /CERTIFICATE$/.test(label));
      if (!pem && bytes[0] !== 0x30) throw noStartLine();
      const handle = new X509Certificate();
      holdCertificate(handle, readCertificate(pem?.bytes ?? bytes));
      return handle;
    },
  };
}
