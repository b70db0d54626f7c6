import { numberIn } from "../store/settings";

export interface PageSettings {
  /** Whether `host` may be read. */
  readonly allows: (host: string) => boolean;
  readonly perHour: number;
}

/** Where documentation of the web and of Node's packages lives. A server for others reads only these unless it is told otherwise. */
const documentation =
  "developer.mozilla.org nodejs.org react.dev nextjs.org vite.dev vuejs.org svelte.dev angular.dev www.typescriptlang.org tailwindcss.com " +
  "docs.npmjs.com www.npmjs.com github.com raw.githubusercontent.com gitlab.com stackoverflow.com docs.python.org pypi.org en.wikipedia.org de.wikipedia.org";

/**
 * `TABSMITH_FETCH_HOSTS` lists hosts, `*.example.org` for all below one, `*` for every public one, `none` for none at all.
 * A server that only this machine reaches may read everything: whoever uses it runs it.
 */
export function readPageSettings(
  environment: Readonly<Record<string, string | undefined>>,
  appOrigin: string,
): PageSettings {
  const local = /^(localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/u.test(new URL(appOrigin).hostname);
  const listed = environment.TABSMITH_FETCH_HOSTS?.trim() || (local ? "*" : documentation);
  const entries = listed === "none" ? [] : listed.toLowerCase().split(/[\s,]+/u);
  return {
    allows: (host) => entries.some((entry) => covers(entry, host.toLowerCase().replace(/\.$/u, ""))),
    perHour: numberIn(environment, "TABSMITH_FETCHES_PER_HOUR", 300),
  };
}

function covers(entry: string, host: string): boolean {
  if (entry === "*" || entry === host) return true;
  return entry.startsWith("*.") && host.endsWith(entry.slice(1)) && host.length > entry.length - 1;
}
