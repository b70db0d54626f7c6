import type { CloudProviderId } from "../catalogue/model-entry";
import { given } from "../given";
import { diagnose, modelIds, type Diagnosis, type Observation } from "./diagnose";
import { anthropicBrowserHeader } from "./open-cloud";
import { cloudProvider } from "./providers.data";

export interface Connection {
  readonly provider: CloudProviderId;
  readonly baseUrl?: string;
  readonly key?: string | undefined;
  readonly model?: string;
  readonly name?: string;
}

export interface ConnectionOptions {
  readonly fetch?: typeof fetch;
  readonly origin?: string;
  readonly online?: () => boolean;
  readonly signal?: AbortSignal;
}

export interface ConnectionReport {
  readonly diagnosis: Diagnosis;
  /** What the provider offers, when it said so. */
  readonly models: readonly string[];
}

/** Asks for the list of models, which costs nothing, and says what is wrong if something is. */
export async function checkConnection(
  connection: Connection,
  options: ConnectionOptions = {},
): Promise<ConnectionReport> {
  const known = cloudProvider(connection.provider);
  const baseUrl = trimmed(connection.baseUrl ?? known?.baseUrl ?? "");
  const seen = await observe(`${baseUrl}/models`, keyHeaders(connection), options);
  const diagnosis = diagnose(seen, {
    name: connection.name ?? known?.name ?? baseUrl,
    url: baseUrl,
    origin: options.origin ?? location.origin,
    key: connection.key,
    ...given("keyStart", known?.keyStart),
    ...given("model", connection.model),
  });
  return { diagnosis, models: seen.type === "answer" ? modelIds(seen.body) : [] };
}

const trimmed = (url: string): string => url.replace(/\/+$/, "");

function keyHeaders({ provider, key }: Connection): Record<string, string> {
  if (provider === "anthropic") {
    return { "anthropic-version": "2023-06-01", ...anthropicBrowserHeader, ...given("x-api-key", key) };
  }
  if (provider === "google") return { ...given("x-goog-api-key", key) };
  return key ? { authorization: `Bearer ${key}` } : {};
}

/** Fetches, and if the browser won't say why it failed, finds out whether anything is there at all. */
export async function observe(
  url: string,
  headers: Record<string, string>,
  { fetch: request = fetch, online = () => navigator.onLine, signal }: ConnectionOptions,
): Promise<Observation> {
  try {
    const answer = await request(url, { headers, ...given("signal", signal) });
    const contentType = answer.headers.get("content-type") ?? "";
    return { type: "answer", status: answer.status, contentType, body: await answer.text() };
  } catch {
    signal?.throwIfAborted();
  }
  return { type: "failure", online: online(), reachable: await isReachable(url, request, signal) };
}

/** An isolated page may not even send what it can't read, so there a failure tells nothing. */
async function isReachable(
  url: string,
  request: typeof fetch,
  signal: AbortSignal | undefined,
): Promise<boolean | undefined> {
  try {
    await request(url, { mode: "no-cors", ...given("signal", signal) });
    return true;
  } catch {
    signal?.throwIfAborted();
    return globalThis.crossOriginIsolated ? undefined : false;
  }
}
