import { codedError, type CodedError } from "../coded-error";

const libraries = {
  "digital envelope routines": "030000",
  "Provider routines": "1C8000",
  "DECODER routines": "1E0801",
  "rsa routines": "020000",
  "elliptic curve routines": "080000",
  "asn1 encoding routines": "068000",
  "PEM routines": "048000",
  "Diffie-Hellman routines": "028000",
  "bignum routines": "018000",
  "common libcrypto routines": "078801",
} as const;

/** Libraries whose name isn't part of the code that Node makes. */
const silent = new Set(["Provider routines", "DECODER routines", "PEM routines"]);
const shortNames: Readonly<Record<string, string>> = {
  "digital envelope routines": "EVP",
  "rsa routines": "RSA",
  "elliptic curve routines": "EC",
  "asn1 encoding routines": "ASN1",
  "Diffie-Hellman routines": "DH",
  "bignum routines": "BN",
  "common libcrypto routines": "CRYPTO",
};

export interface OpensslFailure extends CodedError {
  readonly library: string;
  readonly reason: string;
}

/** An error as OpenSSL's would arrive: `error:030000B2:digital envelope routines::not XOF or invalid length`. */
export function opensslError(
  library: keyof typeof libraries,
  number: string,
  reason: string,
  message?: string,
): OpensslFailure {
  const suffix = reason.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_");
  const code = silent.has(library) ? `ERR_OSSL_${suffix}` : `ERR_OSSL_${shortNames[library]}_${suffix}`;
  const full = `${libraries[library].slice(0, 8 - number.length)}${number}`;
  return Object.assign(codedError(Error, code, message ?? `error:${full}:${library}::${reason}`), { library, reason });
}

export const invalidDigest = (name: string): CodedError =>
  codedError(TypeError, "ERR_CRYPTO_INVALID_DIGEST", `Invalid digest: ${name}`);

/** What OpenSSL would fail at without saying why. */
export const operationFailed = (message: string): CodedError =>
  codedError(Error, "ERR_CRYPTO_OPERATION_FAILED", message);

export const unsupportedKey = (): OpensslFailure => opensslError("DECODER routines", "0C", "unsupported");
