/** Big-endian numbers of an RSA key. What only a private one has is optional. */
export interface RsaKey {
  readonly type: "rsa" | "rsa-pss";
  readonly n: bigint;
  readonly e: bigint;
  readonly d?: bigint;
  readonly p?: bigint;
  readonly q?: bigint;
  readonly dp?: bigint;
  readonly dq?: bigint;
  readonly qi?: bigint;
  /** What a key for RSA-PSS alone restricts itself to. */
  readonly pss?: { readonly hash: string; readonly mgf1Hash: string; readonly saltLength: number };
}

export interface EcKey {
  readonly type: "ec";
  /** OpenSSL's name of the curve. */
  readonly curve: string;
  /** The uncompressed point. */
  readonly point: Uint8Array<ArrayBuffer>;
  readonly secret?: bigint;
}

export interface EdwardsKey {
  readonly type: "ed25519" | "ed448" | "x25519" | "x448";
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly secretKey?: Uint8Array<ArrayBuffer>;
}

export interface DsaKey {
  readonly type: "dsa";
  readonly p: bigint;
  readonly q: bigint;
  readonly g: bigint;
  readonly y: bigint;
  readonly x?: bigint;
}

export interface DhKey {
  readonly type: "dh";
  readonly p: bigint;
  readonly g: bigint;
  readonly y: bigint;
  readonly x?: bigint;
}

export type AsymmetricKey = RsaKey | EcKey | EdwardsKey | DsaKey | DhKey;
