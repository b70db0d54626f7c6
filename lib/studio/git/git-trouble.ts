import { codeOf, Failure, messageOf } from "@/lib/base";
import { ToldFailure } from "../told-failure";

/** What isomorphic-git tells of an answer that wasn't what it wanted. */
interface Trouble {
  readonly data?: { readonly statusCode?: unknown; readonly response?: unknown; readonly reason?: unknown };
}

/** A sentence for someone who wanted something from a host, where the library has a number or words for programmers. */
export function gitTrouble(error: unknown, host: string): Failure {
  if (error instanceof Failure) return error;
  const options = { cause: error };
  const told = (say: ConstructorParameters<typeof ToldFailure>[1]) => new ToldFailure("EGIT", say, options);
  const { statusCode, response, reason } = (error as Trouble | undefined)?.data ?? {};
  const status = Number(statusCode);
  switch (codeOf(error)) {
    case "PushRejectedError":
      return told((words) => (reason === "not-fast-forward" ? words.pullFirst(host) : words.pushRefused(host)));
    case "HttpError":
      if (status === 404) return told(({ noSuchRepository }) => noSuchRepository(host));
      if (status === 429) return told(({ fewerCalls }) => fewerCalls(host));
      return wordOf(response, options) ?? told(({ answered }) => answered(host, status));
    default:
      return new Failure("EGIT", messageOf(error), options);
  }
}

function wordOf(response: unknown, options: ErrorOptions): Failure | undefined {
  const word = proxysWord(response);
  return word === undefined ? undefined : new Failure("EGIT", word, options);
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
