import fs from "node:fs";
import { basename } from "node:path";
import { CurlFailure, type CurlOptions } from "./curl-options";

export interface CurlRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | FormData | undefined;
}

export function urlOf(text: string): URL {
  const scheme = /^([a-z][\w+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && !["http", "https", "file"].includes(scheme))
    throw new CurlFailure(1, `Protocol "${scheme}" not supported or disabled in libcurl`);
  try {
    return new URL(scheme === undefined ? `http://${text}` : text);
  } catch {
    throw new CurlFailure(3, "URL using bad/illegal format or missing URL");
  }
}

function formOf(parts: readonly string[]): FormData {
  const form = new FormData();
  for (const part of parts) {
    const equals = part.indexOf("=");
    if (equals < 0) throw new CurlFailure(2, `Illegally formatted input field!`);
    const [name, value] = [part.slice(0, equals), part.slice(equals + 1)];
    const [content = "", ...attributes] = value.split(";");
    const attribute = (key: string) => attributes.find((one) => one.startsWith(`${key}=`))?.slice(key.length + 1);
    if (!/^[@<]/.test(content)) {
      form.append(name, value);
      continue;
    }
    const path = content.slice(1);
    let bytes: Buffer;
    try {
      bytes = fs.readFileSync(path === "-" ? 0 : path);
    } catch {
      throw new CurlFailure(26, `Failed to open/read local data from file/application`);
    }
    if (content.startsWith("<")) form.append(name, bytes.toString());
    else {
      const type = attribute("type") ?? "application/octet-stream";
      form.append(name, new Blob([new Uint8Array(bytes)], { type }), attribute("filename") ?? basename(path));
    }
  }
  return form;
}

function uploadOf(path: string | undefined): Uint8Array | undefined {
  if (path === undefined) return undefined;
  try {
    return fs.readFileSync(path === "-" || path === "." ? 0 : path);
  } catch {
    throw new CurlFailure(26, `Can't open '${path}'!`);
  }
}

function cookiesOf(text: string | undefined): string | undefined {
  if (text === undefined || text.includes("=")) return text;
  if (!fs.existsSync(text)) return undefined;
  const lines = fs
    .readFileSync(text, "utf8")
    .split("\n")
    .filter((line) => !/^#(?!HttpOnly_)|^$/.test(line));
  return lines.map((line) => line.split("\t").slice(5, 7).join("=")).join("; ");
}

type HeaderMap = Map<string, readonly [string, string]>;

function addUsual(headers: HeaderMap, { flags, values }: CurlOptions, user: string | undefined): void {
  const add = (name: string, value: string | undefined) => {
    if (value !== undefined) headers.set(name.toLowerCase(), [name, value]);
  };
  const bearer = values.get("oauth2-bearer");
  const range = values.get("range");
  add("Authorization", user && `Basic ${Buffer.from(user).toString("base64")}`);
  add("Authorization", bearer && `Bearer ${bearer}`);
  add("User-Agent", values.get("user-agent") ?? "curl/7.88.1");
  add("Accept", flags.has("json") ? "application/json" : "*/*");
  add("Referer", values.get("referer"));
  add("Cookie", cookiesOf(values.get("cookie")));
  add("Range", range && `bytes=${range}`);
}

function addGiven(headers: HeaderMap, lines: readonly string[]): void {
  for (const line of lines) {
    const [, name = "", sign = "", value = ""] = /^([^:;]+)([:;]?)\s*([^]*)$/.exec(line) ?? [];
    if (sign === ":" && value === "") headers.delete(name.toLowerCase());
    else headers.set(name.toLowerCase(), [name, value]);
  }
}

function userOf(url: URL, options: CurlOptions): string | undefined {
  const given = options.values.get("user");
  if (given !== undefined) return given;
  return url.username === "" ? undefined : `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
}

function bodyOf(options: CurlOptions, data: Buffer | undefined): Uint8Array | FormData | undefined {
  if (options.form.length > 0) return formOf(options.form);
  return uploadOf(options.values.get("upload-file")) ?? data;
}

function methodOf({ flags, values }: CurlOptions, sends: boolean): string {
  const asked = values.get("request");
  if (asked !== undefined) return asked;
  if (flags.has("head")) return "HEAD";
  if (values.has("upload-file")) return "PUT";
  return sends ? "POST" : "GET";
}

/** The request as it goes out for the first time. */
export function requestFor(address: string, options: CurlOptions): CurlRequest {
  const { flags, values } = options;
  const url = urlOf(address);
  const data = options.data.length > 0 ? Buffer.concat(options.data) : undefined;
  const inQuery = flags.has("get") && data !== undefined;
  if (inQuery) url.search = [url.search, data.toString()].filter((part) => part !== "").join("&");
  const body = inQuery ? undefined : bodyOf(options, data);
  const user = userOf(url, options);
  [url.username, url.password] = ["", ""];
  const headers: HeaderMap = new Map();
  addUsual(headers, options, user);
  if (body instanceof Uint8Array && !values.has("upload-file")) {
    const type = flags.has("json") ? "application/json" : "application/x-www-form-urlencoded";
    headers.set("content-type", ["Content-Type", type]);
  }
  addGiven(headers, options.headers);
  return { url, method: methodOf(options, body !== undefined), headers: [...headers.values()], body };
}

/** Where a redirection leads, as curl goes there: all but 307 and 308 become a GET, unless the method was asked for. */
export function redirected(request: CurlRequest, status: number, location: string, options: CurlOptions): CurlRequest {
  const url = new URL(location, request.url);
  const keeps = status === 307 || status === 308 || request.method === "HEAD";
  const method = keeps || options.values.has("request") ? request.method : "GET";
  const leaves = url.host !== request.url.host && !options.flags.has("location-trusted");
  const dropped = (name: string) =>
    (leaves && /^(?:authorization|cookie)$/i.test(name)) || (!keeps && /^content-type$/i.test(name));
  const headers = request.headers.filter(([name]) => !dropped(name));
  return { url, method, headers, body: keeps ? request.body : undefined };
}
