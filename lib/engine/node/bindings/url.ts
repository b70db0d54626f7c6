import { codedError } from "./coded-error";
import { domainToAscii, domainToUnicode, hostToUnicode } from "./idna";

const PlatformUrl = globalThis.URL;
const OMITTED = 0xffffffff;
const NOT_SPECIAL = 1;

/** In the order of ada's `scheme::type`. */
const schemes = new Map([
  ["http:", 0],
  ["https:", 2],
  ["ws:", 3],
  ["ftp:", 4],
  ["wss:", 5],
  ["file:", 6],
]);

/** In the order of Node's `url_update_action`. */
const setters = [
  "protocol",
  "host",
  "hostname",
  "port",
  "username",
  "password",
  "pathname",
  "search",
  "hash",
  "href",
] as const;

interface Authority {
  usernameEnd: number;
  hostStart: number;
  hostEnd: number;
  pathStart: number;
}

function authorityOf(url: URL, href: string, protocolEnd: number): Authority {
  if (!href.startsWith("//", protocolEnd)) {
    // "/." keeps a path that begins with two slashes from being read as an authority.
    const guarded = href.startsWith("/.//", protocolEnd) && url.pathname.startsWith("//");
    const pathStart = guarded ? protocolEnd + 2 : protocolEnd;
    return { usernameEnd: protocolEnd, hostStart: protocolEnd, hostEnd: protocolEnd, pathStart };
  }
  const usernameEnd = protocolEnd + 2 + url.username.length;
  const hostStart = usernameEnd + (url.password === "" ? 0 : url.password.length + 1);
  const hasCredentials = url.username !== "" || url.password !== "";
  const hostEnd = hostStart + (hasCredentials ? 1 : 0) + url.hostname.length;
  return { usernameEnd, hostStart, hostEnd, pathStart: hostEnd + (url.port === "" ? 0 : url.port.length + 1) };
}

function searchAndHash(href: string, from: number): [search: number, hash: number] {
  const hash = href.indexOf("#", from);
  const search = href.indexOf("?", from);
  const hasSearch = search >= 0 && (hash < 0 || search < hash);
  return [hasSearch ? search : OMITTED, hash < 0 ? OMITTED : hash];
}

function invalidUrl(input: string, base: string | undefined): Error {
  const error = Object.assign(codedError(TypeError, "ERR_INVALID_URL", "Invalid URL"), { input });
  return base === undefined ? error : Object.assign(error, { base });
}

function tryParse(input: string, base: string | undefined): URL | undefined {
  return PlatformUrl.canParse(input, base) ? new PlatformUrl(input, base) : undefined;
}

const escapes = new Map(Array.from('\0\t\n\r "#%?[\\]^|~', (character) => [character, percent(character)]));

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

function encodePath(path: string, isWindows: boolean): string {
  const slashed = isWindows ? path.replaceAll("\\", "/") : path;
  return slashed.replace(/[\0\t\n\r "#%?[\\\]^|~]/g, (character) => escapes.get(character) ?? character);
}

/** A host that a file address refuses leaves it as it was: two that were different stay so. */
function isFileHost(hostname: string): boolean {
  const [first, second] = [new PlatformUrl("file://x/"), new PlatformUrl("file://y/")];
  first.hostname = hostname;
  second.hostname = hostname;
  return first.hostname === second.hostname;
}

function format(href: string, hash: boolean, unicode: boolean, search: boolean, auth: boolean): string {
  const url = tryParse(href, undefined);
  if (url === undefined) return href;
  if (!hash) url.hash = "";
  if (!search) url.search = "";
  if (!auth) {
    url.username = "";
    url.password = "";
  }
  if (!unicode || url.hostname === "") return url.href;
  const { hostname } = url;
  const at = url.href.indexOf(hostname, url.protocol.length + (auth ? url.username.length + url.password.length : 0));
  return url.href.slice(0, at) + hostToUnicode(hostname) + url.href.slice(at + hostname.length);
}

function getOrigin(href: string): string {
  const url = tryParse(href, undefined);
  if (url === undefined) throw codedError(TypeError, "ERR_INVALID_URL", "Invalid URL");
  return url.origin;
}

/** `internalBinding("url")`: the platform's parser, with the components of ada by which Node's library cuts the text. */
export function createUrlBinding() {
  const urlComponents = new Uint32Array(9);

  function publish(url: URL): string {
    const { href } = url;
    const protocolEnd = url.protocol.length;
    const { usernameEnd, hostStart, hostEnd, pathStart } = authorityOf(url, href, protocolEnd);
    const [search, hash] = searchAndHash(href, pathStart);
    const port = url.port === "" ? OMITTED : Number(url.port);
    const scheme = schemes.get(url.protocol) ?? NOT_SPECIAL;
    urlComponents.set([protocolEnd, usernameEnd, hostStart, hostEnd, port, pathStart, search, hash, scheme]);
    return href;
  }

  function parse(input: string, base?: string, raise = false): string | undefined {
    const url = tryParse(input, base);
    if (url !== undefined) return publish(url);
    if (raise) throw invalidUrl(input, base);
    return undefined;
  }

  function update(href: string, action: number, value: string): string | false {
    const setter = setters[action];
    const url = tryParse(setter === "href" ? value : href, undefined);
    if (url === undefined || setter === undefined) return false;
    if (setter !== "href") url[setter] = value;
    return publish(url);
  }

  function pathToFileURL(path: string, isWindows: boolean, hostname?: string): string {
    const url = tryParse(`file://${encodePath(path, isWindows)}`, undefined);
    if (url === undefined) throw invalidUrl(path, undefined);
    if (isWindows && hostname !== undefined) {
      if (!isFileHost(hostname)) throw invalidUrl(path, hostname);
      url.hostname = hostname;
    }
    return publish(url);
  }

  return {
    urlComponents,
    parse,
    update,
    pathToFileURL,
    format,
    getOrigin,
    canParse: (input: string, base?: string) => PlatformUrl.canParse(input, base),
    domainToASCII: domainToAscii,
    domainToUnicode,
  };
}
