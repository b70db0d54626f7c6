import native from "node:crypto";
import { expect, test } from "vitest";
import type { AsyncWrap } from "@/lib/engine/node/async-wrap";
import { createCryptoBinding } from "../crypto";
import { Encoding, Format } from "./key-codec";
import { groupPrime } from "./dh-groups";

class PlainWrap implements AsyncWrap {
  getAsyncId(): number {
    return 1;
  }
  asyncReset(): void {}
  getProviderType(): number {
    return 0;
  }
  makeCallback(callback: unknown, ...args: unknown[]): unknown {
    return typeof callback === "function" ? Reflect.apply(callback, this, args) : undefined;
  }
}

const binding = createCryptoBinding(
  {
    AsyncWrap: PlainWrap,
    tasks: { post: (task) => void setTimeout(task, 0) },
    errors: { unavailable: (what) => new Error(what) },
    operationError: (cause) => new Error("OperationError", { cause }),
    makeBuffer: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
    fillRandom: (bytes) => void native.webcrypto.getRandomValues(bytes),
  },
  { hashes: native.getHashes(), ciphers: native.getCiphers(), curves: native.getCurves(), tlsCiphers: [] },
);

const SYNC = 1;
const [SIGN, VERIFY] = [0, 1];
const [PUBLIC, PRIVATE] = [1, 2];
const none = [undefined, undefined, undefined, undefined, undefined] as const;

function run(job: { run: () => unknown }): unknown {
  const [error, value] = job.run() as [unknown, unknown];
  if (error !== undefined) throw error;
  return value;
}

type Handle = InstanceType<typeof binding.KeyObjectHandle>;

function load(type: number, data: unknown, format: number, encoding?: number, passphrase?: unknown): Handle {
  const handle = new binding.KeyObjectHandle();
  handle.init(type, data, format, encoding, passphrase, null);
  return handle;
}

const pairs = {
  rsa: native.generateKeyPairSync("rsa", { modulusLength: 1024 }),
  p256: native.generateKeyPairSync("ec", { namedCurve: "prime256v1" }),
  p521: native.generateKeyPairSync("ec", { namedCurve: "secp521r1" }),
  k256: native.generateKeyPairSync("ec", { namedCurve: "secp256k1" }),
  ed25519: native.generateKeyPairSync("ed25519"),
  ed448: native.generateKeyPairSync("ed448"),
  x25519: native.generateKeyPairSync("x25519"),
  dsa: native.generateKeyPairSync("dsa", { modulusLength: 1024, divisorLength: 160 }),
};

test("reads and writes Node's keys without changing a byte, in PEM, DER and JWK", () => {
  for (const { publicKey, privateKey } of Object.values(pairs)) {
    for (const [format, name] of [
      [Format.der, "der"],
      [Format.pem, "pem"],
    ] as const) {
      const spki = publicKey.export({ type: "spki", format: name as "pem" });
      expect(load(PUBLIC, spki, format, Encoding.spki).export(format, Encoding.spki)).toEqual(spki);
      const pkcs8 = privateKey.export({ type: "pkcs8", format: name as "pem" });
      const handle = load(PRIVATE, pkcs8, format, Encoding.pkcs8);
      expect(handle.export(format, Encoding.pkcs8)).toEqual(pkcs8);
      expect(load(PUBLIC, pkcs8, format, Encoding.pkcs8).export(format, Encoding.spki)).toEqual(spki);
    }
    if (publicKey.asymmetricKeyType === "dsa") continue;
    const jwk = privateKey.export({ format: "jwk" });
    expect(load(PRIVATE, jwk, Format.jwk).exportJwk({}, false)).toEqual(jwk);
    expect(load(PUBLIC, jwk, Format.jwk).exportJwk({}, false)).toEqual(publicKey.export({ format: "jwk" }));
  }
});

test("reads and writes the older encodings and encrypted keys", () => {
  const pkcs1 = pairs.rsa.privateKey.export({ type: "pkcs1", format: "pem" });
  expect(load(PRIVATE, pkcs1, Format.pem).export(Format.pem, Encoding.pkcs1)).toBe(pkcs1);
  const sec1 = pairs.p256.privateKey.export({ type: "sec1", format: "der" });
  expect(load(PRIVATE, sec1, Format.der, Encoding.sec1).export(Format.der, Encoding.sec1)).toEqual(sec1);
  const passphrase = "top secret";
  for (const type of ["pkcs8", "pkcs1"] as const) {
    const encrypted = pairs.rsa.privateKey.export({ type, format: "pem", cipher: "aes-256-cbc", passphrase });
    const handle = load(PRIVATE, encrypted, Format.pem, undefined, passphrase);
    expect(handle.export(Format.pem, Encoding.pkcs1)).toBe(pkcs1);
    const ours = handle.export(Format.pem, Encoding[type], "aes-128-cbc", Buffer.from(passphrase));
    const back = native.createPrivateKey({ key: ours as string, passphrase });
    expect(back.export({ type: "pkcs1", format: "pem" })).toBe(pkcs1);
    expect(() => load(PRIVATE, encrypted, Format.pem)).toThrow("interrupted or cancelled");
  }
  expect(() => load(PRIVATE, "nonsense", Format.pem)).toThrow(
    expect.objectContaining({ code: "ERR_OSSL_UNSUPPORTED" }),
  );
});

test("signs what Node verifies and verifies what Node signs", () => {
  const data = Buffer.from("a message");
  const cases = [
    [pairs.rsa, "sha256", {}],
    [pairs.rsa, "sha1", { padding: native.constants.RSA_PKCS1_PSS_PADDING, saltLength: 20 }],
    [pairs.rsa, "sha256", { padding: native.constants.RSA_PKCS1_PSS_PADDING }],
    [pairs.p256, "sha256", {}],
    [pairs.p256, "sha512", { dsaEncoding: "ieee-p1363" }],
    [pairs.p521, "sha384", {}],
    [pairs.k256, "sha256", {}],
    [pairs.dsa, "sha1", {}],
    [pairs.ed25519, undefined, {}],
    [pairs.ed448, undefined, {}],
  ] as const;
  for (const [{ publicKey, privateKey }, hash, options] of cases) {
    const { padding, saltLength, dsaEncoding } = {
      padding: undefined,
      saltLength: undefined,
      dsaEncoding: "der",
      ...options,
    };
    const numbers = [saltLength, padding, dsaEncoding === "der" ? 0 : 1] as const;
    const secret = load(PRIVATE, privateKey.export({ type: "pkcs8", format: "der" }), Format.der, Encoding.pkcs8);
    const open = load(PUBLIC, publicKey.export({ type: "spki", format: "der" }), Format.der, Encoding.spki);
    const signing = new binding.SignJob(
      SYNC,
      SIGN,
      secret,
      ...none.slice(1),
      data,
      hash,
      ...numbers,
      undefined,
      undefined,
    );
    const signature = Buffer.from(run(signing) as ArrayBuffer);
    const key = { key: publicKey, ...options } as native.VerifyKeyObjectInput;
    expect(native.verify(hash ?? null, data, key, signature)).toBe(true);
    const theirs = native.sign(hash ?? null, data, { key: privateKey, ...options });
    const verifying = (message: Buffer) =>
      run(new binding.SignJob(SYNC, VERIFY, open, ...none.slice(1), message, hash, ...numbers, undefined, theirs));
    expect(verifying(data)).toBe(true);
    expect(verifying(Buffer.from("another message"))).toBe(false);
  }
});

test("agrees with Node on shared secrets", () => {
  for (const name of ["prime256v1", "secp384r1", "secp521r1", "secp256k1", "brainpoolP256r1"]) {
    const ours = new binding.ECDH(name);
    ours.generateKeys();
    const theirs = native.createECDH(name);
    theirs.generateKeys();
    const point = ours.getPublicKey(2) as Buffer;
    expect(ours.computeSecret(theirs.getPublicKey())).toEqual(theirs.computeSecret(point));
  }
  const ours = new binding.DiffieHellmanGroup("modp5");
  const theirs = native.getDiffieHellman("modp5");
  const ourKey = ours.generateKeys() as Buffer;
  expect(ours.computeSecret(theirs.generateKeys())).toEqual(theirs.computeSecret(ourKey));
  const job = new binding.DHBitsJob(
    SYNC,
    ...[
      pairs.x25519.publicKey.export({ type: "spki", format: "der" }),
      Format.der,
      Encoding.spki,
      undefined,
      undefined,
    ],
    ...[
      pairs.x25519.privateKey.export({ type: "pkcs8", format: "der" }),
      Format.der,
      Encoding.pkcs8,
      undefined,
      undefined,
    ],
  );
  expect(Buffer.from(run(job) as ArrayBuffer)).toEqual(native.diffieHellman(pairs.x25519));
});

test("makes the primes of the groups from the digits of pi", () => {
  for (const name of ["modp1", "modp2", "modp5", "modp14", "modp15", "modp16"]) {
    expect(groupPrime(name)?.toString(16)).toBe(native.getDiffieHellman(name).getPrime("hex"));
  }
});

test("makes pairs of every kind that Node can use", () => {
  const encoding = [Format.pem, Encoding.spki, Format.pem, Encoding.pkcs8, undefined, undefined];
  const jobs = [
    new binding.RsaKeyPairGenJob(SYNC, 0, 1024, 65537, ...encoding),
    new binding.RsaKeyPairGenJob(SYNC, 1, 1024, 65537, "sha256", "sha1", 16, ...encoding),
    new binding.EcKeyPairGenJob(SYNC, "P-384", 1, ...encoding),
    new binding.NidKeyPairGenJob(SYNC, 1087, ...encoding),
    new binding.DsaKeyPairGenJob(SYNC, 1024, 160, ...encoding),
  ];
  const data = Buffer.from("x");
  for (const job of jobs) {
    const [publicKey, privateKey] = run(job) as [string, string];
    const isEdwards = native.createPublicKey(publicKey).asymmetricKeyType === "ed25519";
    const hash = isEdwards ? null : "sha256";
    expect(native.verify(hash, data, publicKey, native.sign(hash, data, privateKey))).toBe(true);
  }
  const pss = native.createPublicKey((run(jobs[1] as never) as [string])[0]).asymmetricKeyDetails;
  expect(pss).toMatchObject({ hashAlgorithm: "sha256", mgf1HashAlgorithm: "sha1", saltLength: 16 });
});

test("encrypts for a public key and decrypts with the private one", () => {
  const data = Buffer.from("hidden");
  const pem = pairs.rsa.privateKey.export({ type: "pkcs8", format: "pem" });
  const spki = pairs.rsa.publicKey.export({ type: "spki", format: "pem" });
  const args = (key: unknown) => [key, Format.pem, undefined, undefined, undefined] as const;
  const { RSA_PKCS1_OAEP_PADDING: oaep, RSA_PKCS1_PADDING: pkcs1 } = native.constants;
  for (const [padding, hash] of [
    [oaep, "sha256"],
    [oaep, "sha1"],
    [pkcs1, "sha1"],
  ] as const) {
    const ours = binding.publicEncrypt(...args(spki), data, padding, hash) as Buffer;
    expect(ours).toHaveLength(128);
    const opened = padding === oaep ? native.privateDecrypt({ key: pem, padding, oaepHash: hash }, ours) : data;
    expect(opened).toEqual(data);
    const theirs = native.publicEncrypt({ key: spki, padding, oaepHash: hash }, data);
    expect(binding.privateDecrypt(...args(pem), theirs, padding, hash)).toEqual(data);
  }
  const sealed = binding.privateEncrypt(...args(pem), data, pkcs1) as Buffer;
  expect(native.publicDecrypt(spki, sealed)).toEqual(data);
  expect(binding.publicDecrypt(...args(spki), sealed, pkcs1)).toEqual(data);
});
