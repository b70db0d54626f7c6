import { createHash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** 62 to the power of 12: a link can't be found by trying. */
export const newShareId = (): string => Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join("");

export const newToken = (beginning: string): string => `${beginning}${randomBytes(32).toString("base64url")}`;

/** A token is 256 random bits, so a plain hash of it can't be turned back. */
export const hashOfToken = (token: string): string => createHash("sha256").update(token).digest("hex");

export function isTokenOf(token: string, hash: string): boolean {
  const [given, known] = [Buffer.from(hashOfToken(token)), Buffer.from(hash)];
  return given.length === known.length && timingSafeEqual(given, known);
}

/** What stands after `Bearer` in a request. */
export function bearerOf(headers: Headers): string | undefined {
  return /^Bearer ([\w.~+/-]{1,200})$/u.exec(headers.get("authorization") ?? "")?.[1];
}
