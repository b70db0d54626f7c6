import { audienceOf } from "./audience";
import { isWelcome, type Caller } from "./guard";
import type { Origins } from "./origins.mjs";

/** The one question that every call is asked, at whichever door it comes in. What isn't below `/api/` is a page, for everyone. */
export function mayCall(path: string, caller: Caller, origins: Origins): boolean {
  const audience = audienceOf(path);
  return audience === undefined || isWelcome(caller, audience, origins);
}

/** What a caller who may not is told. */
export const notWelcome = { error: "This call comes from a page of another origin." } as const;
