import type { createCryptoBinding } from "@/lib/engine/node/bindings/crypto";

/** The build puts the script's name here. */
declare const process: { readonly env: { readonly ENGINE_CRYPTO: string } };

type CreateCrypto = typeof createCryptoBinding;

const slot = Symbol.for("tabsmith.crypto");
const scope = globalThis as { [slot]?: CreateCrypto };

/** Where this Worker's scripts come from, taken before a program can hide it. */
const home = (globalThis as { location?: { href: string } }).location?.href;

/** Called by the script that holds the binding. */
export function offerCrypto(create: CreateCrypto): void {
  scope[slot] = create;
}

/**
 * Loads the script with the crypto binding, without returning to the event loop. It is a quarter of a megabyte and makes tables and
 * curves when it begins, which a process that computes no hash shouldn't wait for.
 */
export function loadCrypto(importScripts: (...urls: string[]) => void): CreateCrypto {
  importScripts(new URL(process.env.ENGINE_CRYPTO, home).href);
  const create = scope[slot];
  if (create === undefined) throw new Error("The crypto script of the engine couldn't be loaded");
  Reflect.deleteProperty(scope, slot);
  return create;
}
