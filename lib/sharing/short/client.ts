import type { z } from "zod/mini";
import { Failure } from "@/lib/base";
import {
  changedShareAnswer,
  madeShare,
  readShareAnswer,
  shortLinkRefusal,
  type ChangedShare,
  type ChangedShareAnswer,
  type MadeShare,
  type NewShare,
  type ReadShareAnswer,
  type ShareReport,
} from "./wire";

/** Short links as the page sees them. Every refusal is a `Failure` with a code of `shortLinkCodes`, or `ESHARESTORE`. */
export interface ShortLinks {
  readonly create: (share: NewShare, signal?: AbortSignal) => Promise<MadeShare>;
  readonly read: (id: string, version?: number, signal?: AbortSignal) => Promise<ReadShareAnswer>;
  readonly change: (
    id: string,
    ownerToken: string,
    share: ChangedShare,
    signal?: AbortSignal,
  ) => Promise<ChangedShareAnswer>;
  readonly remove: (id: string, ownerToken: string, signal?: AbortSignal) => Promise<void>;
  /** Tells the author's counter that someone has made a project of their own from it. */
  readonly countFork: (id: string) => Promise<void>;
  readonly report: (id: string, report: ShareReport, signal?: AbortSignal) => Promise<void>;
}

export function createShortLinks(ask: typeof fetch = (...given) => fetch(...given)): ShortLinks {
  const call = async (path: string, init: RequestInit): Promise<Response> => {
    const answer = await ask(`/api/share${path}`, init).catch((cause: unknown) => {
      throw init.signal?.aborted === true ? cause : unreachable();
    });
    if (!answer.ok) throw await refusalOf(answer);
    return answer;
  };
  const at = (id: string) => `/${encodeURIComponent(id)}`;
  return {
    create: async (share, signal) => read(await call("", withJson("POST", share, signal)), madeShare),
    read: async (id, version, signal) =>
      read(
        await call(`${at(id)}${version === undefined ? "" : `?version=${version}`}`, { ...(signal && { signal }) }),
        readShareAnswer,
      ),
    change: async (id, ownerToken, share, signal) =>
      read(await call(at(id), owned(withJson("PUT", share, signal), ownerToken)), changedShareAnswer),
    async remove(id, ownerToken, signal) {
      await call(at(id), owned({ method: "DELETE", ...(signal && { signal }) }, ownerToken));
    },
    async countFork(id) {
      await call(`${at(id)}/forks`, { method: "POST" });
    },
    async report(id, report, signal) {
      await call(`${at(id)}/reports`, withJson("POST", report, signal));
    },
  };
}

const withJson = (method: string, body: unknown, signal: AbortSignal | undefined): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: { "Content-Type": "application/json" },
  ...(signal && { signal }),
});

const owned = (init: RequestInit, token: string): RequestInit => ({
  ...init,
  headers: { ...(init.headers as Record<string, string> | undefined), Authorization: `Bearer ${token}` },
});

async function read<T>(answer: Response, shape: z.ZodMiniType<T>): Promise<T> {
  const parsed = shape.safeParse(await answer.json().catch(() => undefined));
  if (!parsed.success) throw unreachable();
  return parsed.data;
}

async function refusalOf(answer: Response): Promise<Failure> {
  const parsed = shortLinkRefusal.safeParse(await answer.json().catch(() => undefined));
  return parsed.success ? new Failure(parsed.data.code, parsed.data.error) : unreachable();
}

const unreachable = (): Failure =>
  new Failure("ESHARESTORE", "The server that keeps short links can't be reached. A long link works without it.");
