import { codeOf, messageOf } from "@/lib/base";

/** What isomorphic-git tells of an answer that wasn't what it wanted. */
interface HttpTrouble {
  readonly data?: { readonly statusCode?: unknown; readonly response?: unknown };
}

/** A sentence for someone who wanted something from a host, where the library has a number. */
export function sayTrouble(error: unknown, host: string): string {
  if (codeOf(error) !== "HttpError") return messageOf(error);
  const { statusCode, response } = (error as HttpTrouble).data ?? {};
  const status = Number(statusCode);
  if (status === 404) return `${host} has no such repository, or shows it only to those it knows.`;
  if (status === 429) return `${host} wants fewer calls. Try again in a while.`;
  return proxysWord(response) ?? `${host} answered ${status}. Try again, or look at the repository's page there.`;
}

/** Our own server says in a sentence why it didn't ask. */
function proxysWord(response: unknown): string | undefined {
  const text = typeof response === "string" ? response.trim() : "";
  try {
    const { error } = JSON.parse(text) as { error?: unknown };
    return typeof error === "string" ? error : undefined;
  } catch {
    return /^[\w .:,'’-]{8,200}\.$/u.test(text) ? text : undefined;
  }
}
