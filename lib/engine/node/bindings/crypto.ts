import { createCipherBindings } from "./crypto/cipher";
import { createHashBindings } from "./crypto/hash";
import { createKdfBindings } from "./crypto/kdf";
import { createRandomBindings } from "./crypto/random";
import type { CryptoHost } from "./crypto/host";

/** Lists of names from the tables of the pinned Node. */
export interface CryptoNames {
  readonly hashes: readonly string[];
  readonly ciphers: readonly string[];
  readonly curves: readonly string[];
  readonly tlsCiphers: readonly string[];
}

/** `internalBinding("crypto")`. */
export function createCryptoBinding(host: CryptoHost, names: CryptoNames) {
  return {
    ...createHashBindings(host, names.hashes),
    ...createCipherBindings(host, names.ciphers),
    ...createKdfBindings(host),
    ...createRandomBindings(host),
    getFipsCrypto: () => 0,
    setFipsCrypto: () => undefined,
    testFipsCrypto: () => false,
    setEngine: () => true,
    getOpenSSLSecLevelCrypto: () => 2,
    getSSLCiphers: () => [...names.tlsCiphers],
    getRootCertificates: () => [],
  };
}
