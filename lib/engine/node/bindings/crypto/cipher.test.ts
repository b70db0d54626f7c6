import native from "node:crypto";
import { expect, test } from "vitest";
import fc from "fast-check";
import type { AsyncWrap } from "@/lib/engine/node/async-wrap";
import { createCipherBindings } from "./cipher";

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

const binding = createCipherBindings(
  {
    AsyncWrap: PlainWrap,
    tasks: { post: (task) => void setTimeout(task, 0) },
    errors: { unavailable: (what) => new Error(what) },
    operationError: (cause) => new Error("OperationError", { cause }),
    makeBuffer: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
    fillRandom: (bytes) => void native.webcrypto.getRandomValues(bytes),
  },
  native.getCiphers(),
);

type Cipher = Pick<
  InstanceType<typeof binding.CipherBase>,
  "update" | "final" | "setAAD" | "setAuthTag" | "getAuthTag"
>;
const open = (encrypts: boolean, name: string, key: Uint8Array, iv: Uint8Array | null, tag = -1): Cipher =>
  new binding.CipherBase(encrypts, name, key, iv, tag);

const whole = (cipher: Cipher, ...parts: readonly Uint8Array[]): Buffer => {
  const head = parts.map((part) => cipher.update(part) as Buffer);
  return Buffer.concat([...head, cipher.final() as Buffer]);
};

const plain = binding.getCiphers().filter((name) => {
  const info = native.getCipherInfo(name);
  return info !== undefined && !/gcm|ccm|wrap|poly/i.test(name);
});

test("encrypts and decrypts as Node does, in any pieces", () => {
  expect(plain.length).toBeGreaterThan(20);
  const data = fc.uint8Array({ maxLength: 200 });
  fc.assert(
    fc.property(fc.constantFrom(...plain), data, fc.nat(200), (name, bytes, cut) => {
      const info = native.getCipherInfo(name);
      const key = native.randomBytes(info?.keyLength ?? 0);
      const length = name === "chacha20" ? 16 : (info?.ivLength ?? 0);
      const iv = length === 0 ? null : native.randomBytes(length);
      const theirs = native.createCipheriv(name, key, iv);
      const expected = Buffer.concat([theirs.update(bytes), theirs.final()]);
      const parts = (all: Uint8Array) => [all.subarray(0, cut), all.subarray(cut)];
      expect(whole(open(true, name, key, iv), ...parts(bytes)).toString("hex")).toBe(expected.toString("hex"));
      expect(whole(open(false, name, key, iv), ...parts(expected)).equals(bytes)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("seals and opens with a tag as Node does", () => {
  const names = ["aes-128-gcm", "aes-192-gcm", "aes-256-gcm", "aes-128-ccm", "aes-256-ccm", "chacha20-poly1305"];
  const data = fc.uint8Array({ maxLength: 100 });
  fc.assert(
    fc.property(fc.constantFrom(...names), data, data, fc.integer({ min: 7, max: 13 }), (name, bytes, aad, size) => {
      const key = native.randomBytes(native.getCipherInfo(name)?.keyLength ?? 0);
      const iv = native.randomBytes(name.startsWith("chacha") ? 12 : size);
      const theirs = native.createCipheriv(name as "aes-128-ccm", key, iv, { authTagLength: 16 });
      theirs.setAAD(aad, { plaintextLength: bytes.length });
      const expected = Buffer.concat([theirs.update(bytes), theirs.final()]);
      const tag = theirs.getAuthTag();

      const ours = open(true, name, key, iv, 16);
      ours.setAAD(aad, bytes.length);
      expect(whole(ours, bytes).toString("hex")).toBe(expected.toString("hex"));
      expect(ours.getAuthTag()).toEqual(tag);

      const opened = open(false, name, key, iv, 16);
      opened.setAuthTag(tag);
      opened.setAAD(aad, bytes.length);
      expect(whole(opened, expected).equals(bytes)).toBe(true);

      const forged = open(false, name, key, iv, 16);
      forged.setAuthTag(tag.map((byte) => byte ^ 1));
      forged.setAAD(aad, bytes.length);
      expect(() => whole(forged, expected)).toThrow("Unsupported state or unable to authenticate data");
    }),
    { numRuns: 200 },
  );
});

test("wraps keys as Node does", () => {
  for (const bits of [128, 192, 256]) {
    const kek = native.randomBytes(bits / 8);
    const key = native.randomBytes(32);
    const iv = Buffer.alloc(8, 0xa6);
    const name = `id-aes${bits}-wrap`;
    const theirs = native.createCipheriv(name, kek, iv);
    const expected = Buffer.concat([theirs.update(key), theirs.final()]);
    expect(whole(open(true, name, kek, iv), key)).toEqual(expected);
    expect(whole(open(false, name, kek, iv), expected)).toEqual(key);
    const odd = native.randomBytes(bits === 128 ? 5 : 21);
    const short = Buffer.from("a65959a6", "hex");
    const padded = native.createCipheriv(`${name}-pad`, kek, short);
    const wrapped = Buffer.concat([padded.update(odd), padded.final()]);
    expect(whole(open(true, `${name}-pad`, kek, short), odd)).toEqual(wrapped);
    expect(whole(open(false, `${name}-pad`, kek, short), wrapped)).toEqual(odd);
  }
});

test("refuses what OpenSSL refuses, in its words", () => {
  const key = Buffer.alloc(16);
  const iv = Buffer.alloc(16);
  const code = (expected: string) => expect.objectContaining({ code: expected }) as Error;
  expect(() => open(true, "nonsense", key, iv)).toThrow(code("ERR_CRYPTO_UNKNOWN_CIPHER"));
  expect(() => open(true, "aes-128-cbc", key, Buffer.alloc(3))).toThrow(code("ERR_CRYPTO_INVALID_IV"));
  expect(() => open(true, "aes-128-cbc", Buffer.alloc(3), iv)).toThrow(code("ERR_CRYPTO_INVALID_KEYLEN"));
  expect(() => open(true, "aes-128-gcm", key, iv, 3)).toThrow("Invalid authentication tag length: 3");
  expect(() => open(true, "aes-128-ccm", key, Buffer.alloc(12))).toThrow("authTagLength required for aes-128-ccm");
  const cut = open(false, "aes-128-cbc", key, iv);
  expect(() => whole(cut, Buffer.alloc(3))).toThrow(code("ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH"));
  const wrong = open(false, "aes-128-cbc", key, iv);
  expect(() => whole(wrong, Buffer.alloc(32))).toThrow(code("ERR_OSSL_BAD_DECRYPT"));
  expect(() => wrong.final()).toThrow(code("ERR_CRYPTO_INVALID_STATE"));
});

test("tells of each cipher what Node tells", () => {
  for (const name of binding.getCiphers()) {
    if (name === "chacha20") continue;
    const theirs = native.getCipherInfo(name);
    const ours = binding.getCipherInfo({}, name) as { name: string };
    expect({ ...ours, name: ours.name.toLowerCase() }).toEqual({ ...theirs });
  }
  expect(binding.getCipherInfo({}, "aes-128-cbc", 5)).toBe(undefined);
  expect(binding.getCipherInfo({}, "aes-128-gcm", undefined, 20)).toMatchObject({ ivLength: 20 });
});

test("serves Web Crypto's jobs", async () => {
  const key = native.randomBytes(32);
  const iv = native.randomBytes(12);
  const text = Buffer.from("some text to hide");
  const subtle = native.webcrypto.subtle;
  const imported = await subtle.importKey("raw", key, "AES-GCM", true, ["encrypt"]);
  const expected = await subtle.encrypt({ name: "AES-GCM", iv, tagLength: 96 }, imported, text);
  const sealed = await new binding.AESCipherJob(2, 0, key, text, 8, iv, 12, undefined).run();
  expect(Buffer.from(sealed as ArrayBuffer)).toEqual(Buffer.from(expected));
  const opened = await new binding.AESCipherJob(2, 1, key, expected, 8, iv, 12, undefined).run();
  expect(Buffer.from(opened as ArrayBuffer)).toEqual(text);
});
