import { deflateSync, Inflate } from "fflate";
import { Failure } from "@/lib/base";
import { limits } from "./limits";

const checksumBytes = 4;

async function checksum(bytes: Uint8Array): Promise<Uint8Array> {
  const digest = await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
  return new Uint8Array(digest).subarray(0, checksumBytes);
}

/** Deflated against the dictionary, with a checksum of what was put in. */
export async function seal(body: Uint8Array, dictionary: Uint8Array): Promise<Uint8Array> {
  const packed = deflateSync(body, { level: 7, ...(dictionary.length > 0 && { dictionary }) });
  const sealed = new Uint8Array(checksumBytes + packed.length);
  sealed.set(await checksum(body));
  sealed.set(packed, checksumBytes);
  return sealed;
}

/** Refuses what was damaged on the way, and what inflates past the limit before it has been inflated. */
export async function unseal(sealed: Uint8Array, dictionary: Uint8Array): Promise<Uint8Array> {
  const body = inflateBounded(sealed.subarray(checksumBytes), dictionary, limits.bytes);
  const expected = await checksum(body);
  if (sealed.length < checksumBytes || expected.some((byte, at) => byte !== sealed[at])) throw damaged();
  return body;
}

export function damaged(): Failure {
  return new Failure("ESHAREDAMAGED", "This link is damaged or was cut short. Ask for it again, or for a short link.");
}

function inflateBounded(packed: Uint8Array, dictionary: Uint8Array, most: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const inflate = new Inflate({ ...(dictionary.length > 0 && { dictionary }) }, (piece) => {
    size += piece.length;
    pieces.push(piece);
  });
  const step = 4096;
  for (let at = 0; at < packed.length; at += step) {
    try {
      inflate.push(packed.slice(at, at + step), at + step >= packed.length);
    } catch {
      throw damaged();
    }
    if (size > most) throw new Failure("ESHARESIZE", "This shared project is larger than tabsmith opens.");
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
