import { given } from "../given";
import { ModelFailure } from "../model-failure";

/** A file on its way: from which byte on it comes, and how long it is in all. */
export interface Transfer {
  readonly from: number;
  readonly total: number;
  readonly etag: string;
  readonly body: AsyncIterable<Uint8Array<ArrayBuffer>>;
}

interface TransferOptions {
  readonly from: number;
  readonly etag: string;
  readonly signal?: AbortSignal;
  readonly fetch?: typeof fetch;
}

/** Asks for a file from a byte on; a server that can't do that, or whose file has changed, gives it from its beginning. */
export async function openTransfer(
  url: string,
  { from, etag, signal, fetch: request = fetch }: TransferOptions,
): Promise<Transfer> {
  const headers = new Headers(from > 0 && etag !== "" ? { range: `bytes=${from}-`, "if-range": etag } : {});
  const answer = await request(url, { headers, ...given("signal", signal) }).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw unreachable(url, error);
  });
  if (!answer.ok || !answer.body) throw refused(url, answer.status);
  if (/text\/html/.test(answer.headers.get("content-type") ?? "")) throw webPage();
  return { ...extentOf(answer, from), etag: answer.headers.get("etag") ?? "", body: answer.body };
}

function extentOf(answer: Response, from: number): Pick<Transfer, "from" | "total"> {
  const range = /bytes (\d+)-\d+\/(\d+)/.exec(answer.headers.get("content-range") ?? "");
  if (answer.status === 206 && range && Number(range[1]) === from) return { from, total: Number(range[2]) };
  return { from: 0, total: Number(answer.headers.get("content-length") ?? 0) };
}

const webPage = (): ModelFailure =>
  new ModelFailure(
    "not-an-api",
    "What came is a web page, not a model. Look at the address, or whether a sign-in is needed.",
    ["choose-model"],
  );

function unreachable(url: string, cause: unknown): ModelFailure {
  const { host } = new URL(url, "http://here");
  const says = `${host} can't be reached. Look at the address and the network; a school's network may block it.`;
  return new ModelFailure("network", says, ["retry", "choose-model"], { cause });
}

function refused(url: string, status: number): ModelFailure {
  if (status === 404) return new ModelFailure("model", `There is no file at ${url}.`, ["choose-model"]);
  if (status === 401 || status === 403) {
    return new ModelFailure(
      "key",
      `${new URL(url, "http://here").host} wants a sign-in for this file. Choose a model that is open.`,
      ["choose-model"],
    );
  }
  return new ModelFailure("network", `The file could not be had (${status}). Try again in a moment.`, [
    "retry",
    "choose-model",
  ]);
}

/** Throws before anything is written when the rest can't fit. */
export function assertRoom({ from, total }: Transfer, { quota, usage }: StorageEstimate): void {
  if (quota === undefined || total === 0) return;
  const free = quota - (usage ?? 0);
  if (total - from <= free) return;
  const inMb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  throw new ModelFailure(
    "storage",
    `This model needs ${inMb(total - from)} more, and the browser lends this page ${inMb(free)}. Delete other models, or choose a smaller one.`,
    ["free-space", "use-smaller-model"],
  );
}
