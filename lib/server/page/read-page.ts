import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { Readable } from "node:stream";
import type { AskOutside, OutsideAnswer } from "../outbound/ask-outside";

/** A page of the web as `/api/fetch` answers it; `redirect` is where another host would take over, which isn't asked. */
export interface ReadPage {
  readonly url: string;
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  readonly redirect?: string;
}

/** Why an address isn't read, in a sentence that may be shown. */
export class PageRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const mostRedirects = 5;
export const mostBytes = 5 * 1024 * 1024;
const longest = 20_000;

/** Nothing of the caller's request goes along: these are all the headers that a page gets to see. */
const headers = {
  accept: "text/html,application/xhtml+xml,text/markdown,text/plain,application/json;q=0.9,*/*;q=0.5",
  "accept-encoding": "gzip, br",
  "accept-language": "en",
  "user-agent": "tabsmith (reads one page for a person)",
};

/** Reads one page. Redirects are followed on the same host and on hosts that `allows`, each judged anew; only text is handed on. */
export async function readPage(
  address: string,
  allows: (host: string) => boolean,
  ask: AskOutside,
  caller: AbortSignal,
): Promise<ReadPage> {
  const signal = AbortSignal.any([caller, AbortSignal.timeout(longest)]);
  const asked = checkAddress(address, allows);
  let url = asked;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const answer = await ask({ url, method: "GET", headers, signal });
    const location = answer.status >= 300 && answer.status < 400 ? answer.headers.get("location") : null;
    if (location === null) return { ...(await contentOf(answer)), url: url.href };
    await answer.body.cancel();
    const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
    if (!next) break;
    if (next.hostname !== asked.hostname)
      return { url: url.href, status: answer.status, contentType: "", text: "", redirect: next.href.slice(0, 2000) };
    if (url.protocol === "https:" && next.protocol === "http:") next.protocol = "https:";
    url = checkAddress(next.href, allows);
  }
  throw new PageRefusal(502, "The address leads round in circles.");
}

export function checkAddress(address: string, allows: (host: string) => boolean): URL {
  if (address.length > 4000 || !URL.canParse(address)) throw new PageRefusal(400, "This is no address of the web.");
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw new PageRefusal(400, "Only http and https addresses are read.");
  if (url.username !== "" || url.password !== "")
    throw new PageRefusal(400, "An address with a user name or password in it isn't read.");
  if (url.port !== "") throw new PageRefusal(403, "Only the usual ports of the web are read.");
  if (!allows(url.hostname))
    throw new PageRefusal(
      403,
      `${url.hostname} isn't on the list of hosts that this server reads (TABSMITH_FETCH_HOSTS).`,
    );
  url.hash = "";
  return url;
}

async function contentOf(answer: OutsideAnswer): Promise<Omit<ReadPage, "url">> {
  const contentType = (answer.headers.get("content-type") ?? "text/plain").slice(0, 200);
  if (!/^(?:text\/|application\/(?:[\w.+-]*(?:json|xml|javascript|markdown|yaml|toml)))/iu.test(contentType)) {
    await answer.body.cancel();
    return { status: answer.status, contentType, text: "" };
  }
  const bytes = await collect(answer);
  return { status: answer.status, contentType, text: decoded(bytes, contentType) };
}

/** The size is counted after unpacking, so a small answer can't grow into a large one. */
async function collect({ body, headers: given }: OutsideAnswer): Promise<Buffer> {
  const packed = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
  const unpacking = unpackers[given.get("content-encoding")?.toLowerCase() ?? ""]?.();
  const source = unpacking ? packed.on("error", (error) => unpacking.destroy(error)).pipe(unpacking) : packed;
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of source as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > mostBytes) throw new PageRefusal(413, "The page is larger than 5 MB.");
      pieces.push(piece);
    }
  } finally {
    packed.destroy();
  }
  return Buffer.concat(pieces);
}

const unpackers: Readonly<Record<string, () => NodeJS.ReadWriteStream & { destroy: (error?: Error) => void }>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

function decoded(bytes: Uint8Array, contentType: string): string {
  const charset = /charset="?([\w-]{1,40})/iu.exec(contentType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
