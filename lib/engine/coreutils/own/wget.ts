import fs from "node:fs";
import { basename, join } from "node:path";
import type { Command } from "./command";
import { CurlFailure } from "./curl-options";
import { urlOf } from "./curl-request";

function freeName(path: string): string {
  if (!fs.existsSync(path)) return path;
  for (let count = 1; ; count++) if (!fs.existsSync(`${path}.${count}`)) return `${path}.${count}`;
}

interface Asked {
  readonly urls: readonly string[];
  readonly value: (name: string) => string | undefined;
  readonly has: (name: string) => boolean;
  readonly headers: readonly (readonly [string, string])[];
}

const letters: Readonly<Record<string, string>> = {
  q: "quiet",
  O: "output-document",
  P: "directory-prefix",
  c: "continue",
  t: "tries",
  T: "timeout",
  U: "user-agent",
  S: "server-response",
  v: "verbose",
};
const valued = new Set([
  "output-document",
  "directory-prefix",
  "tries",
  "timeout",
  "user-agent",
  "header",
  "post-data",
  "post-file",
  "method",
  "body-data",
]);

function askedOf(args: readonly string[]): Asked {
  const [urls, values, headers]: [string[], Map<string, string>, (readonly [string, string])[]] = [[], new Map(), []];
  const queue = [...args];
  const take = (name: string, inline: string | undefined) => {
    const value = valued.has(name) ? (inline ?? queue.shift() ?? "") : "";
    if (name !== "header") values.set(name, value);
    else headers.push([value.split(":", 1)[0] ?? "", value.slice(value.indexOf(":") + 1).trim()]);
  };
  const takeLetters = (arg: string) => {
    for (let at = 1; at < arg.length; at++) {
      const name = letters[arg.charAt(at)] ?? arg.charAt(at);
      take(name, arg.slice(at + 1) || undefined);
      if (valued.has(name)) return;
    }
  };
  for (let arg = queue.shift(); arg !== undefined; arg = queue.shift()) {
    const long = /^--([^=]+)(?:=([^]*))?$/.exec(arg);
    if (long) take(long[1] ?? "", long[2]);
    else if (arg === "-nv") values.set("no-verbose", "");
    else if (/^-./.test(arg)) takeLetters(arg);
    else urls.push(arg);
  }
  return { urls, headers, value: (name) => values.get(name), has: (name) => values.has(name) };
}

const stamp = (): string => new Date().toISOString().slice(0, 19).replace("T", " ");

function ask(url: URL, asked: Asked): Promise<Response> {
  const body = asked.value("post-data") ?? asked.value("body-data");
  const headers: [string, string][] = [["User-Agent", asked.value("user-agent") ?? "Wget/1.21.3"]];
  if (body !== undefined) headers.push(["Content-Type", "application/x-www-form-urlencoded"]);
  for (const [name, value] of asked.headers) headers.push([name, value]);
  const limit = asked.value("timeout");
  const signal = limit === undefined ? null : AbortSignal.timeout(Number(limit) * 1000);
  const method = asked.value("method") ?? (body === undefined ? "GET" : "POST");
  return fetch(url, { method, headers, body: body ?? null, signal });
}

/** Where it is saved: under the address's last name, unless that is taken or another was asked for. */
function placeFor(address: string, asked: Asked): string {
  const given = asked.value("output-document");
  if (given !== undefined) return given;
  const folder = asked.value("directory-prefix");
  if (folder !== undefined) fs.mkdirSync(folder, { recursive: true });
  return freeName(join(folder ?? "", basename(new URL(address).pathname) || "index.html"));
}

async function save(response: Response, name: string): Promise<number> {
  const file = name === "-" ? 1 : fs.openSync(name, "w");
  let size = 0;
  for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += piece.length;
    for (let at = 0; at < piece.length;) at += fs.writeSync(file, piece, at);
  }
  if (file !== 1) fs.closeSync(file);
  return size;
}

async function download(address: string, asked: Asked, say: (text: string) => void): Promise<number> {
  const url = urlOf(address);
  say(`--${stamp()}--  ${url.href}\n`);
  const response = await ask(url, asked);
  say(`HTTP request sent, awaiting response... ${response.status} ${response.statusText}\n`);
  if (!response.ok) {
    say(`${stamp()} ERROR ${response.status}: ${response.statusText}.\n`);
    return 8;
  }
  const length = response.headers.get("content-length");
  const type = (response.headers.get("content-type") ?? "").split(";", 1)[0] ?? "";
  say(`Length: ${length ?? "unspecified"} [${type}]\n`);
  if (asked.has("spider")) return 0;
  const name = placeFor(response.url || url.href, asked);
  const shown = name === "-" ? "STDOUT" : name;
  say(`Saving to: ‘${shown}’\n\n`);
  const size = await save(response, name);
  say(`${stamp()} - ‘${shown}’ saved [${size}${length === null ? "" : `/${length}`}]\n\n`);
  return 0;
}

/** Why it failed, with wget's status for it. */
function faultOf(error: unknown, url: string): readonly [number, string] {
  if (error instanceof CurlFailure) return [1, error.message];
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return [4, `unable to connect to ‘${url}’: ${cause instanceof Error ? cause.message : ""}`];
}

export const wget: Command = async (call) => {
  const asked = askedOf(call.args);
  if (asked.urls.length === 0) {
    process.stderr.write(
      "wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n",
    );
    return 1;
  }
  const quiet = asked.has("quiet");
  const say = quiet || asked.has("no-verbose") ? () => undefined : (text: string) => void process.stderr.write(text);
  let code = 0;
  for (const url of asked.urls) {
    try {
      code = (await download(url, asked, say)) || code;
    } catch (error) {
      const [status, why] = faultOf(error, url);
      if (!quiet) call.complain(why);
      code = status;
    }
  }
  return code;
};
