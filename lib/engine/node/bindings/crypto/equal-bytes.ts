import { bytesOfAny } from "../bytes";
import { codedError } from "../coded-error";

/** Takes as long for the first difference as for the last. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let i = 0; i < left.length; i++) difference |= (left[i] ?? 0) ^ (right[i] ?? 0);
  return difference === 0;
}

function requireView(value: unknown, name: string): Uint8Array {
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return bytesOfAny(value);
  const message = `The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`;
  throw codedError(TypeError, "ERR_INVALID_ARG_TYPE", message);
}

export function timingSafeEqual(left: unknown, right: unknown): boolean {
  const [first, second] = [requireView(left, "buf1"), requireView(right, "buf2")];
  if (first.length === second.length) return equalBytes(first, second);
  const message = "Input buffers must have the same byte length";
  throw codedError(RangeError, "ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH", message);
}
