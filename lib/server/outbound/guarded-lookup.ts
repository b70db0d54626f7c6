import { lookup, type LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { isPublicAddress } from "./address";

/** An address that this server must not be led to. */
export class ClosedAddress extends Error {
  readonly code = "ECLOSED";

  constructor(host: string) {
    super(`${host} leads to an address that isn't on the public internet.`);
  }
}

/**
 * Resolves a name for the connection that is about to be made, so that what was judged is what is connected to: a name
 * can't change its address in between. One closed address among several closes the name.
 */
export const guardedLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const [first] = found ?? [];
    if (error ?? !first) done(error ?? new Error(`${host} has no address.`), "");
    else if (!found.every(({ address }) => isPublicAddress(address))) done(new ClosedAddress(host), "");
    else if (options.all === true) done(null, found);
    else done(null, first.address, first.family);
  });
};
