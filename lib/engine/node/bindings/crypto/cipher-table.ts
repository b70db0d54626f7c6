import { chacha20 } from "@noble/ciphers/chacha.js";
import { Aes } from "./aes-block";
import { CcmMode, chachaPolyMode, gcmMode } from "./aead-modes";
import { PaddedMode, cbcBlocks, ecbBlocks } from "./block-modes";
import { cfb8Mode, chachaMode, ctrMode, feedbackMode } from "./stream-modes";
import type { AuthenticatedMode, CipherMode } from "./mode";
import { wrapMode } from "./key-wrap";

export interface CipherOptions {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
  readonly encrypts: boolean;
  readonly tagLength: number;
}

export interface CipherInfo {
  /** OpenSSL's own name and number. */
  readonly name: string;
  readonly nid: number;
  readonly mode: string;
  readonly blockSize: number;
  readonly ivLength: number;
  readonly keyLength: number;
  readonly isAuthenticated: boolean;
  create(options: CipherOptions): CipherMode | AuthenticatedMode;
}

type Create = CipherInfo["create"];

const modes: Readonly<Record<string, Create>> = {
  ecb: ({ key, encrypts }) => new PaddedMode(16, encrypts, ecbBlocks(new Aes(key), encrypts)),
  cbc: ({ key, iv, encrypts }) => new PaddedMode(16, encrypts, cbcBlocks(new Aes(key), iv, encrypts)),
  ctr: ({ key, iv }) => ctrMode(new Aes(key), iv),
  cfb: ({ key, iv, encrypts }) => feedbackMode(new Aes(key), iv, encrypts ? "encrypted" : "decrypted"),
  cfb8: ({ key, iv, encrypts }) => cfb8Mode(new Aes(key), iv, encrypts),
  ofb: ({ key, iv }) => feedbackMode(new Aes(key), iv, "pad"),
  gcm: ({ key, iv, encrypts }) => gcmMode(new Aes(key), iv, encrypts),
  ccm: ({ key, iv, encrypts, tagLength }) => new CcmMode(new Aes(key), iv, tagLength, encrypts),
  wrap: ({ key, iv, encrypts }) => wrapMode(new Aes(key), iv, encrypts, false),
  "wrap-pad": ({ key, iv, encrypts }) => wrapMode(new Aes(key), iv, encrypts, true),
};

interface Shape {
  readonly blockSize: number;
  readonly ivLength: number;
  readonly nids: readonly [number, number, number];
  /** The first part of OpenSSL's name. */
  readonly prefix: "aes" | "id-aes";
}

const shapes: Readonly<Record<string, Shape>> = {
  ecb: { blockSize: 16, ivLength: 0, nids: [418, 422, 426], prefix: "aes" },
  cbc: { blockSize: 16, ivLength: 16, nids: [419, 423, 427], prefix: "aes" },
  ofb: { blockSize: 1, ivLength: 16, nids: [420, 424, 428], prefix: "aes" },
  cfb: { blockSize: 1, ivLength: 16, nids: [421, 425, 429], prefix: "aes" },
  cfb8: { blockSize: 1, ivLength: 16, nids: [653, 654, 655], prefix: "aes" },
  ctr: { blockSize: 1, ivLength: 16, nids: [904, 905, 906], prefix: "aes" },
  gcm: { blockSize: 1, ivLength: 12, nids: [895, 898, 901], prefix: "id-aes" },
  ccm: { blockSize: 1, ivLength: 12, nids: [896, 899, 902], prefix: "id-aes" },
  wrap: { blockSize: 8, ivLength: 8, nids: [788, 789, 790], prefix: "id-aes" },
  "wrap-pad": { blockSize: 8, ivLength: 4, nids: [897, 900, 903], prefix: "id-aes" },
};

const byName = new Map<string, CipherInfo>();
const byNumber = new Map<number, CipherInfo>();

function add(info: CipherInfo, ...names: readonly string[]): void {
  byNumber.set(info.nid, info);
  for (const name of [info.name, ...names]) byName.set(name.toLowerCase(), info);
}

function addAes(mode: string, bits: number, nid: number, { blockSize, ivLength, prefix }: Shape): void {
  const create = modes[mode];
  if (create === undefined) return;
  const label = mode.startsWith("wrap") ? "wrap" : mode.replace("8", "");
  const own = mode === "gcm" || mode === "ccm" ? mode.toUpperCase() : mode;
  const name = prefix === "aes" ? `aes-${bits}-${mode}` : `id-aes${bits}-${own}`;
  const isAuthenticated = mode === "gcm" || mode === "ccm";
  const info = { name, nid, mode: label, blockSize, ivLength, keyLength: bits / 8, isAuthenticated, create };
  add(
    info,
    `aes-${bits}-${mode}`,
    ...(label === "wrap" ? [`aes${bits}-${mode}`] : []),
    ...(mode === "cbc" ? [`aes${bits}`] : []),
  );
}

for (const [mode, shape] of Object.entries(shapes)) {
  for (const [index, nid] of shape.nids.entries()) addAes(mode, 128 + index * 64, nid, shape);
}

add({
  name: "ChaCha20",
  nid: 1019,
  mode: "stream",
  blockSize: 1,
  ivLength: 16,
  keyLength: 32,
  isAuthenticated: false,
  create: ({ key, iv }) => chachaMode(key, iv, chacha20),
});
add({
  name: "ChaCha20-Poly1305",
  nid: 1018,
  mode: "stream",
  blockSize: 1,
  ivLength: 12,
  keyLength: 32,
  isAuthenticated: true,
  create: ({ key, iv, encrypts }) => chachaPolyMode(key, iv, encrypts),
});

export const findCipher = (name: string): CipherInfo | undefined => byName.get(name.toLowerCase());
export const findCipherByNumber = (nid: number): CipherInfo | undefined => byNumber.get(nid);

export const isAuthenticated = (mode: CipherMode): mode is AuthenticatedMode => "expectTag" in mode;
