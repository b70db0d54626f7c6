import native from "node:crypto";
import { expect, test } from "vitest";
import type { CryptoHost } from "./host";
import { createKeyHandleClass } from "./key-handle";
import { holdKey } from "./key-data";
import { readPkcs8, readSpki } from "./key-formats";
import { bitString, contextTag, encode, integer, nullValue, octetString, oid, sequence, Tag } from "./der";
import { encodePem } from "./pem";
import { createX509Bindings } from "./x509-handle";

type Bytes = Uint8Array<ArrayBuffer>;
interface Handle extends Record<string, (...given: never[]) => unknown> {}

const cryptoHost = { makeBuffer: (bytes: Bytes) => bytes } as unknown as CryptoHost;
const KeyHandle = createKeyHandleClass(cryptoHost);
const binding = createX509Bindings(cryptoHost, KeyHandle);
const parseX509 = (given: Uint8Array): object => binding.parseX509(given);

const text = (value: string): Bytes => new TextEncoder().encode(value);
const utf8 = (value: string): Bytes => encode(Tag.utf8String, text(value));
const part = (id: string, value: string): Bytes => encode(Tag.set, sequence(oid(id), utf8(value)));
const name = (common: string): Bytes =>
  sequence(part("2.5.4.6", "DE"), part("2.5.4.10", "Größe, Inc."), part("2.5.4.3", common), part("2.5.4.3", "second"));
const extension = (id: string, value: Bytes): Bytes => sequence(oid(id), octetString(value));
const plain = (number: number, value: Bytes): Bytes => encode(0x80 + number, value);

const extensions = (key: Bytes): Bytes =>
  sequence(
    extension("2.5.29.14", octetString(key)),
    extension("2.5.29.35", sequence(plain(0, key))),
    extension("2.5.29.19", sequence(encode(Tag.boolean, Uint8Array.of(255)))),
    extension("2.5.29.37", sequence(oid("1.3.6.1.5.5.7.3.1"), oid("1.3.6.1.5.5.7.3.2"))),
    extension(
      "2.5.29.17",
      sequence(
        plain(2, text("*.example.org")),
        plain(2, text("plain.test")),
        plain(7, Uint8Array.of(127, 0, 0, 1)),
        plain(7, Uint8Array.of(0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)),
        plain(1, text("Someone@Example.org")),
        plain(6, text("https://example.org/a?b=1")),
      ),
    ),
    extension("1.3.6.1.5.5.7.1.1", sequence(sequence(oid("1.3.6.1.5.5.7.48.1"), plain(6, text("http://ocsp.test/"))))),
  );

function certificate(
  pair: { publicKey: native.KeyObject; privateKey: native.KeyObject },
  signature: string,
  hash?: string,
): Bytes {
  const spki = pair.publicKey.export({ type: "spki", format: "der" }) as Bytes;
  const algorithm = signature.startsWith("1.2.840.113549")
    ? sequence(oid(signature), nullValue())
    : sequence(oid(signature));
  const signed = sequence(
    encode(contextTag(0), integer(2)),
    integer(0x8f00_1234_5678n),
    algorithm,
    name("the issuer"),
    sequence(encode(0x17, text("220903214037Z")), encode(0x18, text("22960617214037Z"))),
    name("the issuer"),
    spki,
    encode(contextTag(3), extensions(Uint8Array.of(1, 2, 3, 4))),
  );
  return sequence(signed, algorithm, bitString(native.sign(hash, signed, pair.privateKey)));
}

const rsa = native.generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = native.generateKeyPairSync("ec", { namedCurve: "prime256v1" });
const edwards = native.generateKeyPairSync("ed25519");
const certificates: [string, { publicKey: native.KeyObject; privateKey: native.KeyObject }, Bytes][] = [
  ["RSA", rsa, certificate(rsa, "1.2.840.113549.1.1.11", "sha256")],
  ["ECDSA", ec, certificate(ec, "1.2.840.10045.4.3.3", "sha384")],
  ["Ed25519", edwards, certificate(edwards, "1.3.101.112")],
];

const handleOf = (key: native.KeyObject): object => {
  const handle = new KeyHandle();
  const isPrivate = key.type === "private";
  const der = key.export({ type: isPrivate ? "pkcs8" : "spki", format: "der" } as never) as unknown as Bytes;
  const own = Uint8Array.from(der);
  holdKey(handle, isPrivate ? { type: "private", key: readPkcs8(own) } : { type: "public", key: readSpki(own) });
  return handle;
};

const shown = ["subject", "issuer", "subjectAltName", "infoAccess", "validFrom", "validTo", "serialNumber"];
const more = ["fingerprint", "fingerprint256", "fingerprint512", "keyUsage"];

test.each(certificates)("a certificate with %s says what Node's own reader says", (_kind, _pair, der) => {
  const theirs = new native.X509Certificate(der) as unknown as Record<string, unknown>;
  for (const given of [der, text(encodePem("CERTIFICATE", der))]) {
    const ours = parseX509(given) as Handle;
    for (const key of [...shown, ...more]) expect([key, ours[key]?.()]).toEqual([key, theirs[key]]);
    expect([ours["checkCA"]?.(), ours["pem"]?.()]).toEqual([theirs["ca"], String(theirs["toString"] && theirs)]);
  }
});

test.each(certificates)("a signature of %s holds by the key that made it and by no other", (_kind, pair, der) => {
  const ours = parseX509(der) as Handle;
  const other = native.generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  expect(ours["verify"]?.(handleOf(pair.publicKey) as never)).toBe(true);
  expect(ours["verify"]?.(handleOf(other.publicKey) as never)).toBe(false);
  expect(ours["checkPrivateKey"]?.(handleOf(pair.privateKey) as never)).toBe(true);
  expect(ours["checkPrivateKey"]?.(handleOf(other.privateKey) as never)).toBe(false);
  expect(ours["checkIssued"]?.(ours as never)).toBe(true);
});

test("hosts, addresses and mail are matched as Node matches them", () => {
  const [, , der] = certificates[0] ?? ["", rsa, new Uint8Array(0)];
  const theirs = new native.X509Certificate(der);
  const ours = parseX509(der) as Handle;
  const hosts = [
    "a.example.org",
    "A.EXAMPLE.org",
    "example.org",
    "a.b.example.org",
    "plain.test",
    "the issuer",
    "x.test",
    ".example.org",
  ];
  for (const host of hosts)
    expect([host, ours["checkHost"]?.(host as never, 0 as never)]).toEqual([host, theirs.checkHost(host)]);
  for (const address of ["127.0.0.1", "2001:db8::1", "8.8.8.8"])
    expect([address, ours["checkIP"]?.(address as never)]).toEqual([address, theirs.checkIP(address)]);
  for (const email of ["Someone@Example.org", "Someone@EXAMPLE.org", "someone@example.org", "x@y"])
    expect([email, ours["checkEmail"]?.(email as never, 0 as never)]).toEqual([email, theirs.checkEmail(email)]);
});

test("the older API shows the same", () => {
  const [, , der] = certificates[0] ?? ["", rsa, new Uint8Array(0)];
  const theirs = new native.X509Certificate(der).toLegacyObject() as unknown as Record<string, unknown>;
  const ours = (parseX509(der) as Handle)["toLegacy"]?.() as Record<string, unknown>;
  for (const key of ["subject", "ca", "modulus", "bits", "exponent", "valid_from", "serialNumber", "ext_key_usage"])
    expect([key, ours[key]]).toEqual([key, key === "subject" ? { ...(theirs[key] as object) } : theirs[key]]);
});

test("what is no certificate is refused", () => {
  expect(() => parseX509(text("nothing"))).toThrow("no start line");
  expect(() => parseX509(Uint8Array.of(0x30, 3, 2, 1, 1))).toThrow("wrong tag");
});
