import { lookup, type LookupAddress, type LookupOptions } from "node:dns";
import type { LookupFunction } from "node:net";
import { isPublicAddress } from "./address";

/** An address that this server must not be led to. */
export class ClosedAddress extends Error {
  readonly code = "ECLOSED";

  constructor(host: string) {
    super(`${host} leads to an address that isn't on the public internet.`);
  }
}

/** Asks the system for all addresses of a name. */
export type Resolve = (
  host: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

/**
 * Resolves a name for the connection that is about to be made, so that what was judged is what is connected to: a name
 * can't change its address in between. One closed address among several closes the name.
 */
export function createGuardedLookup(resolve: Resolve = lookup): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      const [first] = found ?? [];
      if (error ?? !first) done(error ?? new Error(`${host} has no address.`), "");
      else if (!found.every(({ address }) => isPublicAddress(address))) done(new ClosedAddress(host), "");
      else if (options.all === true) done(null, found);
      else done(null, first.address, first.family);
    });
  };
}
