import { writeJson } from "./json-writer";
import { kindOf, type Json } from "./values";

/** What a program raised: any value. */
export class JqError extends Error {
  constructor(readonly held: Json) {
    super(typeof held === "string" ? held : "");
  }
}

export const fail = (message: string): never => {
  throw new JqError(message);
};

/** `number (1)`: the kind and the beginning of the text, as messages show a value. */
export function shown(value: Json): string {
  const text = writeJson(value);
  const bytes = Buffer.from(text);
  return `${kindOf(value)} (${bytes.length > 13 ? `${bytes.subarray(0, 11).toString()}...` : text})`;
}
