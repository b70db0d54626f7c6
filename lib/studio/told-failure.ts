import { codeOf, Failure, messageOf } from "@/lib/base";
import { failuresEn, type FailureStrings } from "./strings/failures-en.data";

/** A failure that a person reads in their language. Models, programs and logs read it in English. */
export class ToldFailure extends Failure {
  constructor(
    code: string,
    readonly say: (words: FailureStrings) => string,
    options?: ErrorOptions,
  ) {
    super(code, say(failuresEn), options);
  }
}

/** What an error says to a person, whatever was thrown. */
export function sayFailure(error: unknown, words: FailureStrings): string {
  if (error instanceof ToldFailure) return error.say(words);
  return codeOf(error) === "ENOSPC" ? words.storageFull : messageOf(error);
}
