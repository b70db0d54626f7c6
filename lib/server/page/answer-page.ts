import { z } from "zod/mini";
import { callerAddress } from "../http/caller-address";
import { readJson } from "../http/read-body";
import { fieldsOf, log } from "../log";
import type { AskOutside } from "../outbound/ask-outside";
import type { MemoryAllowance } from "./memory-allowance";
import type { PageSettings } from "./page-settings";
import { PageRefusal, readPage } from "./read-page";

export interface PageProxy {
  readonly settings: PageSettings;
  readonly ask: AskOutside;
  readonly take: MemoryAllowance;
}

const question = z.object({ url: z.string().check(z.maxLength(4000)) });

/** Answers `POST /api/fetch` with `{ url }` by the page as JSON, so that nothing of it is ever a page of this origin. */
export async function answerPage(request: Request, { settings, ask, take }: PageProxy): Promise<Response> {
  const wait = take(callerAddress(request.headers));
  if (wait > 0)
    return refused(429, "Too many pages were read from this address. Try again later.", {
      "Retry-After": String(wait),
    });
  const asked = question.safeParse(await readJson(request, 16 * 1024).catch(() => undefined));
  if (!asked.success) return refused(400, 'This call takes `{ "url": … }`.');
  try {
    return json(200, await readPage(asked.data.url, settings.allows, ask, request.signal));
  } catch (error) {
    if (error instanceof PageRefusal) return refused(error.status, error.message);
    log("info", "fetch.failed", { error: fieldsOf(error).error });
    return refused(502, "The address can't be reached from this server, or isn't on the public internet.");
  }
}

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  Response.json(body, { status, headers: { "Cache-Control": "no-store", ...headers } });

const refused = (status: number, error: string, headers?: Readonly<Record<string, string>>): Response =>
  json(status, { error }, headers);
