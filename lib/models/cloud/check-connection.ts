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
  const policy = watchPolicy();
  try {
    const answer = await request(url, { headers, ...given("signal", signal) });
    const contentType = answer.headers.get("content-type") ?? "";
    return { type: "answer", status: answer.status, contentType, body: await answer.text() };
  } catch {
    signal?.throwIfAborted();
    if (await policy.blocked(url)) return { type: "blocked" };
  } finally {
    policy.dispose();
  }
  return { type: "failure", online: online(), reachable: await isReachable(url, request, signal) };
}

/** Hears of requests that the page's own policy stopped. The browser tells the document, a moment after the request failed. */
function watchPolicy() {
  const stopped: string[] = [];
  const listen = ({ blockedURI }: SecurityPolicyViolationEvent) => void stopped.push(blockedURI);
  const page = typeof document === "undefined" ? undefined : document;
  page?.addEventListener("securitypolicyviolation", listen);
  return {
    async blocked(url: string): Promise<boolean> {
      if (page) await new Promise((resolve) => setTimeout(resolve, 50));
      return stopped.some((address) => address !== "" && url.startsWith(address.replace(/\/+$/, "")));
    },
    dispose: () => page?.removeEventListener("securitypolicyviolation", listen),
  };
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
