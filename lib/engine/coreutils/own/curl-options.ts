import fs from "node:fs";

/** What `curl` is asked for, once for all its addresses. */
export interface CurlOptions {
  readonly urls: string[];
  readonly flags: Set<string>;
  readonly outputs: (string | undefined)[];
  readonly headers: string[];
  /** What goes into the body, each piece as it is sent. */
  readonly data: Uint8Array[];
  readonly form: string[];
  readonly values: Map<string, string>;
}

/** Failed before or while something was sent: the number is curl's own. */
export class CurlFailure extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

const letters: Readonly<Record<string, string>> = {
  s: "silent",
  S: "show-error",
  f: "fail",
  i: "include",
  I: "head",
  L: "location",
  k: "insecure",
  v: "verbose",
  G: "get",
  O: "remote-name",
  g: "globoff",
  N: "no-buffer",
  "#": "progress-bar",
  "4": "ipv4",
  "6": "ipv6",
  J: "remote-header-name",
  o: "output",
  X: "request",
  d: "data",
  H: "header",
  u: "user",
  F: "form",
  w: "write-out",
  m: "max-time",
  A: "user-agent",
  e: "referer",
  b: "cookie",
  c: "cookie-jar",
  T: "upload-file",
  r: "range",
  x: "proxy",
  D: "dump-header",
  C: "continue-at",
};

const valued = new Set([
  ...["output", "request", "data", "data-raw", "data-binary", "data-urlencode", "data-ascii", "json", "header", "user"],
  ...["form", "form-string", "write-out", "max-time", "connect-timeout", "retry", "retry-delay", "retry-max-time"],
  ...["user-agent", "referer", "cookie", "cookie-jar", "upload-file", "range", "proxy", "dump-header", "max-redirs"],
  ...[
    "url",
    "url-query",
    "output-dir",
    "oauth2-bearer",
    "cacert",
    "cert",
    "key",
    "resolve",
    "limit-rate",
    "continue-at",
  ],
]);

const plain = new Set([
  ...Object.values(letters).filter((name) => !valued.has(name)),
  ...["compressed", "fail-with-body", "http1.1", "http1.0", "http2", "no-progress-meter", "create-dirs", "raw"],
  ...[
    "retry-all-errors",
    "retry-connrefused",
    "location-trusted",
    "tlsv1.2",
    "path-as-is",
    "no-keepalive",
    "fail-early",
  ],
  ...[
    "remote-name-all",
    "post301",
    "post302",
    "post303",
    "http0.9",
    "ssl-reqd",
    "tcp-nodelay",
    "parallel",
    "version",
    "help",
  ],
]);

const fromFile = (path: string): Buffer => {
  try {
    return fs.readFileSync(path === "-" ? 0 : path);
  } catch {
    throw new CurlFailure(26, `Failed to open ${path}`);
  }
};

function urlEncoded(text: string): Buffer {
  const [, key = "", sign = "", rest = ""] = /^([^=@]*)([=@]?)([^]*)$/.exec(text) ?? [];
  if (sign === "") return Buffer.from(encodeURIComponent(text));
  const value = encodeURIComponent(sign === "@" ? fromFile(rest).toString() : rest);
  return Buffer.from(key === "" ? value : `${key}=${value}`);
}

function dataOf(name: string, text: string): Uint8Array {
  if (name === "data-urlencode") return urlEncoded(text);
  if (name === "data-raw" || !text.startsWith("@")) return Buffer.from(text);
  const bytes = fromFile(text.slice(1));
  return name === "data-binary" || name === "json" ? bytes : bytes.filter((byte) => byte !== 10 && byte !== 13);
}

function take(options: CurlOptions, name: string, value: string): void {
  if (name === "output") options.outputs.push(value);
  else if (name === "url") options.urls.push(value);
  else if (name === "header")
    options.headers.push(
      ...(value.startsWith("@") ? fromFile(value.slice(1)).toString().split(/\r?\n/).filter(Boolean) : [value]),
    );
  else if (name === "form" || name === "form-string") options.form.push(value);
  else if (name.startsWith("data") || name === "json") {
    if (options.data.length > 0 && name !== "json") options.data.push(Buffer.from("&"));
    options.data.push(dataOf(name, value));
    if (name === "json") options.flags.add("json");
  } else options.values.set(name, value);
}

const nothingAsked = (): CurlOptions => ({
  urls: [],
  flags: new Set(),
  outputs: [],
  headers: [],
  data: [],
  form: [],
  values: new Map(),
});

const unknown = (arg: string) => new CurlFailure(2, `option ${arg}: is unknown`);

function set({ flags, outputs }: CurlOptions, name: string): void {
  flags.add(name);
  if (name === "remote-name") outputs.push(undefined);
}

function readLong(options: CurlOptions, arg: string, next: (arg: string) => string): void {
  const name = arg.slice(2);
  if (valued.has(name)) take(options, name, next(arg));
  else if (plain.has(name)) set(options, name);
  else if (name.startsWith("no-") && plain.has(name.slice(3))) options.flags.delete(name.slice(3));
  else throw unknown(arg);
}

function readLetters(options: CurlOptions, arg: string, next: (arg: string) => string): void {
  for (let at = 1; at < arg.length; at++) {
    const letter = arg.charAt(at);
    const name = letters[letter];
    if (name === undefined) throw unknown(`-${letter}`);
    if (valued.has(name)) {
      take(options, name, arg.slice(at + 1) || next(`-${letter}`));
      return;
    }
    set(options, name);
  }
}

export function readCurlOptions(args: readonly string[]): CurlOptions {
  const options = nothingAsked();
  const queue = [...args];
  const next = (arg: string): string => {
    const value = queue.shift();
    if (value === undefined) throw new CurlFailure(2, `option ${arg}: requires parameter`);
    return value;
  };
  for (let arg = queue.shift(); arg !== undefined; arg = queue.shift()) {
    if (!/^-./.test(arg)) options.urls.push(arg);
    else if (arg.startsWith("--")) readLong(options, arg, next);
    else readLetters(options, arg, next);
  }
  return options;
}
