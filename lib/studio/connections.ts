import { cloudProviders } from "@/lib/models";

/**
 * Whom this page may talk to. The policy in the header is the widest that anyone may configure; the script below narrows it to
 * what this person did configure, before anything else runs. A policy can only be narrowed: what is added counts from the next load.
 */

/** Where a person's own endpoints are remembered, whoever remembers them: models, own catalogue entries, and others by hand. */
export const connectionKeys = ["tabsmith.models", "tabsmith.model-settings", "tabsmith.connections"] as const;

/** Our own server, programs on this machine, and where weights of models are kept. */
const always = [
  "'self'",
  "data:",
  "blob:",
  "http://localhost:*",
  "http://127.0.0.1:*",
  "ws://localhost:*",
  "ws://127.0.0.1:*",
  "https://huggingface.co",
  "https://*.huggingface.co",
  "https://*.hf.co",
  "https://raw.githubusercontent.com",
];

/** The sources that hold for everyone. */
export function commonConnections(): readonly string[] {
  return [...new Set([...always, ...cloudProviders.map(({ baseUrl }) => new URL(baseUrl).origin)])];
}

/** The origins that remembered texts name, such as `http://192.168.1.7:11434`. */
export function originsIn(texts: readonly (string | null)[]): readonly string[] {
  const found = texts.flatMap((text) => (text ?? "").match(originPattern) ?? []);
  return [...new Set(found.map((origin) => origin.toLowerCase()))];
}

/** Nothing in it could end a source or a directive of a policy. */
const originPattern = /\b(?:https?|wss?):\/\/(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::\d{1,5})?/giu;

/** Narrows the policy. Inline in the document's head, so it is text; it does what `originsIn` does. */
export function connectionScript(): string {
  const common = JSON.stringify(commonConnections().join(" "));
  return `(function(){var texts=[];try{${JSON.stringify(connectionKeys)}.forEach(function(key){texts.push(localStorage.getItem(key)||"")})}catch(error){}
var own=texts.join(" ").match(${String(originPattern).replace(/u$/u, "")})||[];
var meta=document.createElement("meta");meta.httpEquiv="Content-Security-Policy";
meta.content="connect-src "+${common}+" "+own.join(" ")+(location.pathname==="/check"?" https://stackblitz.com":"");document.head.appendChild(meta)})()`;
}

/** Whether this person has configured `origin` by now, be it since the page was loaded. */
export function isConfigured(origin: string): boolean {
  return originsIn(connectionKeys.map((key) => localStorage.getItem(key))).includes(origin.toLowerCase());
}
