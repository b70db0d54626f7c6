/**
 * The cookies of previews. A browser ignores `Set-Cookie` in what a service worker answers, so the engine keeps them; those
 * that scripts may see go to `document.cookie` too, where pages read and change them.
 */
export interface CookieJar {
  /** The value of a `Cookie` header, or undefined when there is none to send. */
  readonly header: (path: string) => string | undefined;
  readonly take: (setCookie: string) => void;
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  readonly expires: number;
}

/** What a page may read and write, as `document.cookie` is. */
export interface VisibleCookies {
  read: () => string;
  write: (cookie: string) => void;
}

const covers = (path: string, asked: string): boolean =>
  asked === path || asked.startsWith(path.endsWith("/") ? path : `${path}/`);

function attributesOf(parts: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    parts.map((part) => {
      const equals = part.indexOf("=");
      const name = equals < 0 ? part : part.slice(0, equals);
      return [name.trim().toLowerCase(), equals < 0 ? "" : part.slice(equals + 1).trim()];
    }),
  );
}

function expiryOf(attributes: ReadonlyMap<string, string>, now: number): number {
  const age = attributes.get("max-age");
  if (age !== undefined && /^-?\d+$/.test(age)) return now + Number(age) * 1000;
  const at = Date.parse(attributes.get("expires") ?? "");
  return Number.isNaN(at) ? Number.POSITIVE_INFINITY : at;
}

/** `Domain`, `Secure` and `SameSite` have no meaning for a preview of one origin, and are passed over. */
export function createCookieJar(visible: VisibleCookies, clock: () => number = Date.now): CookieJar {
  const hidden = new Map<string, Cookie>();
  return {
    header(path) {
      const pairs: string[] = [];
      for (const [key, cookie] of hidden) {
        if (cookie.expires <= clock()) hidden.delete(key);
        else if (covers(cookie.path, path)) pairs.push(`${cookie.name}=${cookie.value}`);
      }
      const seen = visible.read();
      if (seen !== "") pairs.push(seen);
      return pairs.length === 0 ? undefined : pairs.join("; ");
    },
    take(setCookie) {
      const [pair = "", ...rest] = setCookie.split(";");
      const equals = pair.indexOf("=");
      if (equals <= 0) return;
      const attributes = attributesOf(rest);
      const path = attributes.get("path") ?? "/";
      const name = pair.slice(0, equals).trim();
      if (!attributes.has("httponly")) {
        const lasting = ["expires", "max-age"].filter((key) => attributes.has(key));
        visible.write([pair, "path=/", ...lasting.map((key) => `${key}=${attributes.get(key)}`)].join("; "));
        return;
      }
      const cookie = { name, value: pair.slice(equals + 1).trim(), path, expires: expiryOf(attributes, clock()) };
      hidden.set(`${path};${name}`, cookie);
    },
  };
}
