import fs from "node:fs";
import { basename, dirname, join } from "node:path";
import { codeOf } from "@/lib/base";
import type { Call, Command } from "./command";
import { CurlFailure, readCurlOptions, type CurlOptions } from "./curl-options";
import { redirected, requestFor, type CurlRequest } from "./curl-request";
import { headText, writtenOut, type Transferred } from "./curl-report";

const resting = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

const portOf = ({ port, protocol }: URL): string => port || (protocol === "https:" ? "443" : "80");

/** What the network's error means in curl's words. */
function failureOf(error: unknown, { url }: CurlRequest, began: number): CurlFailure {
  if (error instanceof CurlFailure) return error;
  const took = Date.now() - began;
  const fault = error instanceof Error ? error : new Error(String(error));
  if (fault.name === "TimeoutError" || fault.name === "AbortError")
    return new CurlFailure(28, `Operation timed out after ${took} milliseconds with 0 bytes received`);
  const code = codeOf(fault.cause) ?? codeOf(fault) ?? "";
  if (/ENOTFOUND|EAI_AGAIN/.test(code)) return new CurlFailure(6, `Could not resolve host: ${url.hostname}`);
  if (/EPIPE|ENOSPC/.test(code)) return new CurlFailure(23, "Failure writing output to destination");
  if (/CERT|TLS|SSL/.test(code)) return new CurlFailure(60, `SSL certificate problem: ${code}`);
  if (/ECONNRESET|UND_ERR_SOCKET/.test(code)) return new CurlFailure(52, "Empty reply from server");
  const where = `${url.hostname} port ${portOf(url)} after ${took} ms`;
  return new CurlFailure(7, `Failed to connect to ${where}: Couldn't connect to server`);
}

async function ask(request: CurlRequest, signal: AbortSignal | null): Promise<Response> {
  return fetch(request.url, {
    method: request.method,
    headers: request.headers.map(([name, value]): [string, string] => [name, value]),
    body: (request.body ?? null) as BodyInit | null,
    redirect: "manual",
    signal,
  });
}

/** Where the body goes: a file, which is made when the first bytes are there, or standard output. */
function sink(call: Call, output: string | undefined, options: CurlOptions) {
  let fd: number | undefined;
  if (output === undefined || output === "-") return { write: call.out, end: () => undefined };
  const path = join(options.values.get("output-dir") ?? "", output);
  const open = () => {
    try {
      if (options.flags.has("create-dirs")) fs.mkdirSync(dirname(path), { recursive: true });
      return (fd ??= fs.openSync(path, "w"));
    } catch {
      throw new CurlFailure(23, `Failure writing output to destination`);
    }
  };
  return {
    write: (bytes: string | Uint8Array) => {
      const all = Buffer.from(bytes as Uint8Array);
      for (let at = 0; at < all.length;) at += fs.writeSync(open(), all, at);
    },
    end: () => fs.closeSync(open()),
  };
}

function remoteName(url: URL): string {
  const name = basename(url.pathname);
  if (name === "" || url.pathname.endsWith("/")) throw new CurlFailure(23, "Remote file name has no length!");
  return name;
}

interface Got {
  readonly request: CurlRequest;
  readonly response: Response;
  readonly redirects: number;
}

function showRequest({ method, url, headers }: CurlRequest): void {
  const lines = [`${method} ${url.pathname}${url.search} HTTP/1.1`, `Host: ${url.host}`];
  const sent = headers.map(([name, value]) => `${name}: ${value}`);
  process.stderr.write([...lines, ...sent, ""].map((line) => `> ${line}\n`).join(""));
}

function showHead(text: string): void {
  const lines = text.split("\r\n").slice(0, -1);
  process.stderr.write(lines.map((line) => `< ${line}\n`).join(""));
}

async function follow(
  options: CurlOptions,
  first: CurlRequest,
  signal: AbortSignal | null,
  head: (text: string) => void,
): Promise<Got> {
  const { flags, values } = options;
  const most = Number(values.get("max-redirs") ?? 50);
  const follows = flags.has("location") || flags.has("location-trusted");
  let request = first;
  for (let redirects = 0; ; redirects++) {
    if (flags.has("verbose")) showRequest(request);
    const response = await ask(request, signal);
    const text = headText(response);
    if (flags.has("verbose")) showHead(text);
    head(text);
    const location = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
    if (!follows || location === null) return { request, response, redirects };
    if (redirects >= most) throw new CurlFailure(47, `Maximum (${most}) redirects followed`);
    await response.body?.cancel();
    request = redirected(request, response.status, location, options);
  }
}

function sendFile(call: Call, url: URL, output: string | undefined, options: CurlOptions): number {
  try {
    const to = sink(call, output, options);
    to.write(fs.readFileSync(url));
    to.end();
    return 0;
  } catch (error) {
    if (error instanceof CurlFailure) throw error;
    throw new CurlFailure(37, `Couldn't open file ${decodeURIComponent(url.pathname)}`);
  }
}

/** Where the heads go beside the body. */
function headWriter(call: Call, { flags, values }: CurlOptions, write: (text: string) => void): (text: string) => void {
  const dump = values.get("dump-header");
  if (dump !== undefined && dump !== "-") fs.writeFileSync(dump, "");
  return (text) => {
    if (flags.has("include") || flags.has("head")) write(text);
    if (dump === "-") call.out(text);
    else if (dump !== undefined) fs.appendFileSync(dump, text);
  };
}

async function receive({ body }: Response, to: ReturnType<typeof sink>): Promise<number> {
  let received = 0;
  for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) {
    received += piece.length;
    to.write(piece);
  }
  to.end();
  return received;
}

function report(call: Call, { values }: CurlOptions, done: Transferred | undefined): void {
  const format = values.get("write-out");
  if (format === undefined) return;
  call.out(writtenOut(format.startsWith("@") ? fs.readFileSync(format.slice(1), "utf8") : format, done));
}

function limitOf({ values }: CurlOptions): AbortSignal | null {
  const limit = values.get("max-time") ?? values.get("connect-timeout");
  return limit === undefined ? null : AbortSignal.timeout(Number(limit) * 1000);
}

async function transfer(
  call: Call,
  options: CurlOptions,
  address: string,
  named: string | undefined,
  byName: boolean,
): Promise<number> {
  const { flags } = options;
  const began = Date.now();
  const request = requestFor(address, options);
  const output = byName ? remoteName(request.url) : named;
  if (request.url.protocol === "file:") return sendFile(call, request.url, output, options);
  const signal = limitOf(options);
  const to = sink(call, output, options);
  let reported = false;
  try {
    const got = await follow(options, request, signal, headWriter(call, options, to.write));
    const { status } = got.response;
    const fails = status >= 400 && (flags.has("fail") || flags.has("fail-with-body"));
    const received = fails && flags.has("fail") ? 0 : await receive(got.response, to);
    reported = true;
    report(call, options, { ...got, received, seconds: (Date.now() - began) / 1000, output: output ?? "" });
    if (fails) throw new CurlFailure(22, `The requested URL returned error: ${status}`);
    return 0;
  } catch (error) {
    if (!reported) report(call, options, undefined);
    throw failureOf(error, request, began);
  }
}

/** Again after what may pass: a server that isn't there yet, or that says it is busy. */
async function persistently(options: CurlOptions, work: () => Promise<number>): Promise<number> {
  const { flags, values } = options;
  for (let left = Number(values.get("retry") ?? 0), wait = 1; ; left--, wait *= 2) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof CurlFailure) || left <= 0) throw error;
      const passes =
        flags.has("retry-all-errors") ||
        error.code === 28 ||
        (error.code === 7 && flags.has("retry-connrefused")) ||
        /error: (?:408|429|5\d\d)$/.test(error.message);
      if (!passes) throw error;
      await resting(Number(values.get("retry-delay") ?? wait));
    }
  }
}

export const curl: Command = async (call) => {
  let silent = false;
  const tell = (failure: CurlFailure) => {
    if (!silent) process.stderr.write(`curl: (${failure.code}) ${failure.message}\n`);
    return failure.code;
  };
  try {
    const options = readCurlOptions(call.args);
    const { flags, urls, outputs } = options;
    silent = flags.has("silent") && !flags.has("show-error");
    if (flags.has("version")) {
      call.out("curl 7.88.1 (tabsmith) fetch\nProtocols: file http https\n");
      return 0;
    }
    if (urls.length === 0) {
      process.stderr.write(
        "curl: no URL specified!\ncurl: try 'curl --help' or 'curl --manual' for more information\n",
      );
      return 2;
    }
    let code = 0;
    for (const [at, url] of urls.entries()) {
      const byName = flags.has("remote-name-all") || (at < outputs.length && outputs[at] === undefined);
      try {
        await persistently(options, () => transfer(call, options, url, outputs[at], byName));
      } catch (error) {
        if (!(error instanceof CurlFailure)) throw error;
        code = tell(error);
      }
    }
    return code;
  } catch (error) {
    if (!(error instanceof CurlFailure)) throw error;
    if (error.code !== 2) return tell(error);
    process.stderr.write(`curl: ${error.message}\ncurl: try 'curl --help' or 'curl --manual' for more information\n`);
    return 2;
  }
};
