import type { Audience } from "./guard";

/**
 * Who may call which route below `/api/`. The proxy asks for every call, so a route that isn't named here answers the app
 * alone, and no route can forget to ask.
 */
const audiences: readonly (readonly [beginning: string, audience: Audience])[] = [
  ["/api/health", "anyone"],
  ["/api/ready", "anyone"],
  ["/api/oembed", "anyone"],
  ["/api/git/", "app-and-sandbox"],
  ["/api/registry/", "app-and-sandbox"],
  ["/api/pypi/", "app-and-sandbox"],
];

export function audienceOf(path: string): Audience | undefined {
  if (path !== "/api" && !path.startsWith("/api/")) return undefined;
  return audiences.find(([beginning]) => path.startsWith(beginning))?.[1] ?? "app";
}
