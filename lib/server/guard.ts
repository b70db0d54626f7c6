import type { Origins } from "./origins.mjs";

/** Who may call a route. `anyone` is for what is meant to be read by strangers, such as health and oEmbed. */
export type Audience = "app" | "app-and-sandbox" | "anyone";

export type Caller = {
  readonly method: string;
  readonly origin: string | null;
  /** The `Sec-Fetch-Site` header, which no page can forge. */
  readonly site: string | null;
};

/**
 * Whether a page of ours sent this. A browser always names the origin of a request that crosses origins or changes
 * something, so a request with neither header can only be a program's, which may read but not write.
 */
export function isWelcome({ method, origin, site }: Caller, audience: Audience, origins: Origins): boolean {
  if (audience === "anyone") return true;
  const reads = method === "GET" || method === "HEAD";
  if (origin !== null) {
    return origin === origins.app || (audience === "app-and-sandbox" && origin === origins.sandbox);
  }
  if (site === null) return reads;
  return site === "same-origin" || (reads && site === "none");
}
