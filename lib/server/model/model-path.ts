import type { Dialect, ModelProvider } from "./model-settings";

const model = "[\\w.:@-]{1,100}";

/** All that a provider is asked, by method: nothing that lists, bills, uploads or tunes. */
const paths: Readonly<Record<Dialect, Readonly<Record<"GET" | "POST", RegExp>>>> = {
  openai: { GET: /^\/v1\/models$/u, POST: /^\/v1\/(?:chat\/completions|responses|embeddings)$/u },
  anthropic: { GET: /^\/v1\/models$/u, POST: /^\/v1\/messages(?:\/count_tokens)?$/u },
  gemini: {
    GET: /^\/v1beta\/models$/u,
    POST: new RegExp(
      `^/v1beta/models/${model}:(?:generateContent|streamGenerateContent|countTokens|embedContent)$`,
      "u",
    ),
  },
};

/** Where a call leads; undefined for what isn't handed on. The query is ours, whatever the caller's is. */
export function modelAddress({ base, dialect }: ModelProvider, method: string, path: string): URL | undefined {
  if ((method !== "GET" && method !== "POST") || !paths[dialect][method].test(path)) return undefined;
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/\/$/u, "")}${path}`;
  if (path.endsWith(":streamGenerateContent")) url.search = "?alt=sse";
  return url;
}

export function keyHeaders({ dialect, key }: ModelProvider): Readonly<Record<string, string>> {
  if (dialect === "anthropic") return { "x-api-key": key };
  return dialect === "gemini" ? { "x-goog-api-key": key } : { authorization: `Bearer ${key}` };
}

/** The token of ours, wherever the caller's library puts what it believes to be the provider's key. */
export function tokenIn(headers: Headers): string | undefined {
  const given =
    headers.get("x-api-key") ?? headers.get("x-goog-api-key") ?? headers.get("authorization")?.replace(/^Bearer /u, "");
  return given !== undefined && /^tsm_[\w-]{43}$/u.test(given) ? given : undefined;
}
