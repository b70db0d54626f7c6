/** Keys as they lie on disk: sealed, with what is needed besides the secret to open them. */
export interface SealedKeys {
  readonly protection: "device" | "passphrase";
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: Uint8Array<ArrayBuffer>;
  /** For a passphrase. */
  readonly salt?: Uint8Array<ArrayBuffer>;
  readonly rounds?: number;
  /** For the device: a key that the browser keeps and that no script can read out. */
  readonly deviceKey?: CryptoKey;
}

export type Keys = Readonly<Record<string, string>>;

/** As OWASP advises for PBKDF2 with SHA-256. */
export const passphraseRounds = 600_000;

export const randomBytes = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));

export async function passphraseKey(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  rounds: number,
): Promise<CryptoKey> {
  const material = new TextEncoder().encode(passphrase.normalize("NFKC"));
  const base = await crypto.subtle.importKey("raw", material, "PBKDF2", false, ["deriveKey"]);
  const derivation = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(derivation, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

export function deviceKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

export async function seal(keys: Keys, key: CryptoKey): Promise<Pick<SealedKeys, "iv" | "sealed">> {
  const iv = randomBytes(12);
  const text = new TextEncoder().encode(JSON.stringify(keys));
  return { iv, sealed: new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text)) };
}

/** Undefined when the key is not the one with which it was sealed, or what lies on disk was changed. */
export async function unseal(
  { iv, sealed }: Pick<SealedKeys, "iv" | "sealed">,
  key: CryptoKey,
): Promise<Keys | undefined> {
  try {
    const text = new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed));
    return JSON.parse(text) as Keys;
  } catch {
    return undefined;
  }
}
