import { createCipherBindings } from "./crypto/cipher";
import { createDhBindings } from "./crypto/dh";
import { createHashBindings } from "./crypto/hash";
import { createKdfBindings } from "./crypto/kdf";
import { createKeyClasses } from "./crypto/key-classes";
import { createKeyHandleClass } from "./crypto/key-handle";
import { createKeygenBindings } from "./crypto/keygen";
import { createPublicCipherBindings } from "./crypto/public-cipher";
import { createRandomBindings } from "./crypto/random";
import { createSignBindings } from "./crypto/sign";
import { createX509Bindings } from "./crypto/x509-handle";
import { findCurve } from "./crypto/curves";
import type { CryptoHost } from "./crypto/host";

/** Lists of names from the tables of the pinned Node. */
export interface CryptoNames {
  readonly hashes: readonly string[];
  readonly ciphers: readonly string[];
  readonly curves: readonly string[];
  readonly tlsCiphers: readonly string[];
}

/** There is no FIPS module and there are no engines. */
const settings = {
  getFipsCrypto: () => 0,
  setFipsCrypto: () => undefined,
  testFipsCrypto: () => false,
  setEngine: () => true,
  getOpenSSLSecLevelCrypto: () => 2,
};

/** `internalBinding("crypto")`. */
export function createCryptoBinding(host: CryptoHost, names: CryptoNames) {
  const KeyObjectHandle = createKeyHandleClass(host);
  const classes = createKeyClasses();
  host.letKeysTravel?.(
    (key) => classes.pack(key),
    (packed) => classes.unpack(packed, KeyObjectHandle),
  );
  return {
    ...settings,
    ...classes.binding,
    ...createHashBindings(host, names.hashes),
    ...createCipherBindings(host, names.ciphers),
    ...createKdfBindings(host),
    ...createRandomBindings(host),
    ...createKeygenBindings(host, KeyObjectHandle, classes),
    ...createSignBindings(host),
    ...createDhBindings(host),
    ...createPublicCipherBindings(host),
    ...createX509Bindings(host, KeyObjectHandle),
    KeyObjectHandle,
    getCurves: () => names.curves.filter((name) => findCurve(name) !== undefined),
    getSSLCiphers: () => [...names.tlsCiphers],
    getRootCertificates: () => [],
  };
}
