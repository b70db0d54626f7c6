import type { CurlRequest } from "./curl-request";

export interface Transferred {
  readonly request: CurlRequest;
  readonly response: Response;
  readonly redirects: number;
  readonly received: number;
  readonly seconds: number;
  /** The file that was written; empty for standard output. */
  readonly output: string;
}

/** A response's head as it came. */
export function headText({ status, statusText, headers }: Response): string {
  const lines = [...headers].map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${statusText}`, ...lines, "", ""].join("\r\n");
}

const seconds = (value: number): string => value.toFixed(6);

type Field = (done: Transferred) => string;

const fields: Readonly<Record<string, Field>> = {
  http_code: ({ response }) => String(response.status).padStart(3, "0"),
  response_code: ({ response }) => String(response.status).padStart(3, "0"),
  http_version: () => "1.1",
  content_type: ({ response }) => response.headers.get("content-type") ?? "",
  url_effective: ({ request }) => request.url.href,
  url: ({ request }) => request.url.href,
  method: ({ request }) => request.method,
  num_redirects: ({ redirects }) => String(redirects),
  redirect_url: ({ response, request }) => {
    const location = response.headers.get("location");
    return location === null ? "" : new URL(location, request.url).href;
  },
  size_download: ({ received }) => String(received),
  size_header: ({ response }) => String(headText(response).length),
  speed_download: (done) => String(Math.round(done.received / Math.max(done.seconds, 0.001))),
  filename_effective: ({ output }) => output,
  scheme: ({ request }) => request.url.protocol.slice(0, -1).toUpperCase(),
  exitcode: () => "0",
  errormsg: () => "",
  time_total: (done) => seconds(done.seconds),
  time_starttransfer: (done) => seconds(done.seconds),
  ...Object.fromEntries(
    ["time_namelookup", "time_connect", "time_appconnect", "time_pretransfer", "time_redirect"].map((name) => [
      name,
      () => seconds(0),
    ]),
  ),
};

/** `-w`; what has not come about has no number. */
export const writtenOut = (format: string, done: Transferred | undefined): string =>
  format.replace(/%\{(header_json|[\w]+)\}|%%|\\([nrt\\])/g, (all, name?: string, escape?: string) => {
    if (escape !== undefined) return { n: "\n", r: "\r", t: "\t" }[escape] ?? "\\";
    if (name === undefined) return "%";
    if (done === undefined) return /code$/.test(name) ? "000" : "0";
    if (name === "header_json")
      return JSON.stringify(Object.fromEntries([...done.response.headers].map(([key, value]) => [key, [value]])));
    return fields[name]?.(done) ?? all;
  });
