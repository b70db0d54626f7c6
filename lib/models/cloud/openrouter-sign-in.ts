import { ModelFailure } from "../model-failure";

/** The tab's own memory, which ends with it. */
export type SessionMemory = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const place = "tabsmith.openrouter.verifier";

const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** Where to send the user so that OpenRouter gives this app a key. Remembers the half of the proof that stays here. */
export async function beginOpenRouterSignIn(callbackUrl: string, memory: SessionMemory): Promise<string> {
  const verifier = base64Url(crypto.getRandomValues(new Uint8Array(32)));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  memory.setItem(place, verifier);
  const url = new URL("https://openrouter.ai/auth");
  url.searchParams.set("callback_url", callbackUrl);
  url.searchParams.set("code_challenge", base64Url(new Uint8Array(digest)));
  url.searchParams.set("code_challenge_method", "S256");
  return url.href;
}

/** Trades the code that OpenRouter sent back for a key. A code that no sign-in of this tab asked for is refused. */
export async function finishOpenRouterSignIn(
  code: string,
  memory: SessionMemory,
  request: typeof fetch = fetch,
): Promise<string> {
  const verifier = memory.getItem(place);
  memory.removeItem(place);
  if (verifier === null) {
    throw new ModelFailure("key", "This sign-in wasn't begun in this tab. Begin it again from the model settings.", [
      "enter-key",
    ]);
  }
  const answer = await request("https://openrouter.ai/api/v1/auth/keys", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ code, code_verifier: verifier, code_challenge_method: "S256" }),
  }).catch((cause: unknown) => {
    const says = "OpenRouter can't be reached, so the sign-in gave no key. Look at the network and begin it again.";
    throw new ModelFailure("network", says, ["retry"], { cause });
  });
  const body = (await answer.json().catch(() => ({}))) as { readonly key?: unknown };
  if (!answer.ok || typeof body.key !== "string") {
    throw new ModelFailure("key", `OpenRouter gave no key (${answer.status}). Begin the sign-in again.`, ["enter-key"]);
  }
  return body.key;
}
