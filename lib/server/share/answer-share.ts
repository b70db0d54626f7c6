import type { z } from "zod/mini";
import { changedShare, newShare, shareReport, shortLinkId, shortLinkLimits } from "@/lib/sharing";
import { callerAddress } from "../http/caller-address";
import { BodyTooLarge, readJson } from "../http/read-body";
import { fieldsOf } from "../log";
import { logSeldom } from "../log-seldom";
import type { Allowance } from "../store/allowance";
import type { Store } from "../store/store";
import { ShareRefusal } from "./refusals";
import { bearerOf } from "./tokens";

/** What a share may be, and room for the words beside it. */
const mostBody = shortLinkLimits.share + 16 * 1024;

/** Answers a call to `/api/share` and below. `path` is what comes after it. */
export async function answerShare(
  request: Request,
  path: readonly string[],
  open: () => Promise<Store>,
): Promise<Response> {
  try {
    return await routed(request, path, await opened(open));
  } catch (error) {
    if (error instanceof ShareRefusal) return refusal(error);
    if (error instanceof BodyTooLarge) return refusal(new ShareRefusal("ESHARESIZE"));
    logSeldom("error", "share.failed", { method: request.method, ...fieldsOf(error) });
    return refusal(new ShareRefusal("ESHARESTORE"));
  }
}

async function opened(open: () => Promise<Store>): Promise<Store> {
  try {
    return await open();
  } catch {
    throw new ShareRefusal("ESHARESTORE");
  }
}

function routed(request: Request, [id, part, ...rest]: readonly string[], store: Store): Promise<Response> | Response {
  const methods = rest.length === 0 ? routes.get(id === undefined ? "" : `/${part ?? ""}`) : undefined;
  if (!methods || (id !== undefined && !shortLinkId.safeParse(id).success)) throw new ShareRefusal("ESHAREMISSING");
  const answer = methods[request.method === "HEAD" ? "GET" : request.method];
  if (!answer) return wrongMethod(Object.keys(methods).join(", "));
  return answer({ request, store, address: callerAddress(request.headers) }, id ?? "");
}

type Answer = (call: Call, id: string) => Promise<Response>;

interface Call {
  readonly request: Request;
  readonly store: Store;
  readonly address: string;
}

async function create(call: Call): Promise<Response> {
  const { settings, shares } = call.store;
  await take(call, settings.creates);
  const share = await parsed(call.request, newShare);
  await take(call, settings.createdBytes, share.share.length);
  return json(201, await shares.create(share));
}

async function change(call: Call, id: string): Promise<Response> {
  const { settings, shares } = call.store;
  await take(call, settings.creates);
  const token = tokenOf(call.request);
  const share = await parsed(call.request, changedShare);
  await take(call, settings.createdBytes, share.share.length);
  return json(200, await shares.change(id, token, share));
}

async function show(call: Call, id: string): Promise<Response> {
  await take(call, call.store.settings.reads);
  const asked = new URL(call.request.url).searchParams.get("version");
  if (asked !== null && !/^[1-9]\d{0,8}$/u.test(asked)) throw new ShareRefusal("ESHAREMISSING");
  return json(200, await call.store.shares.read(id, asked === null ? undefined : Number(asked)));
}

async function remove(call: Call, id: string): Promise<Response> {
  await take(call, call.store.settings.creates);
  await call.store.shares.remove(id, tokenOf(call.request));
  return new Response(null, { status: 204 });
}

async function fork(call: Call, id: string): Promise<Response> {
  await take(call, call.store.settings.creates);
  await call.store.shares.countFork(id);
  return new Response(null, { status: 204 });
}

async function report(call: Call, id: string): Promise<Response> {
  await take(call, call.store.settings.reports);
  await call.store.shares.report(id, await parsed(call.request, shareReport));
  return json(202, { received: true });
}

async function take({ store, address }: Call, allowance: Allowance, cost = 1): Promise<void> {
  const taken = await store.take(allowance, address, cost);
  if (taken.type === "refused") throw new ShareRefusal("ESHARELIMIT", taken.afterSeconds);
}

async function parsed<T>(request: Request, shape: z.ZodMiniType<T>): Promise<T> {
  const read = shape.safeParse(await readJson(request, mostBody));
  if (read.success) return read.data;
  const tooLarge = read.error.issues.some(({ code, path }) => code === "too_big" && path[0] === "share");
  throw new ShareRefusal(tooLarge ? "ESHARESIZE" : "ESHAREDAMAGED");
}

function tokenOf({ headers }: Request): string {
  const token = bearerOf(headers);
  if (token === undefined) throw new ShareRefusal("ESHARETOKEN");
  return token;
}

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  Response.json(body, { status, headers: { "Cache-Control": "no-store", ...headers } });

const refusal = ({ status, code, message, afterSeconds }: ShareRefusal): Response =>
  json(status, { code, error: message }, afterSeconds === undefined ? {} : { "Retry-After": String(afterSeconds) });

const wrongMethod = (allowed: string): Response =>
  json(405, { code: "ESHAREDAMAGED", error: `Only ${allowed} can be asked here.` }, { Allow: allowed });

/** By what follows the id, and by method. */
const routes = new Map<string, Readonly<Record<string, Answer>>>([
  ["", { POST: create }],
  ["/", { GET: show, PUT: change, DELETE: remove }],
  ["/forks", { POST: fork }],
  ["/reports", { POST: report }],
]);
