const key = new RegExp(String.raw`\x1b\[[\d;]*[A-Za-z~]|\x1bO[A-Za-z]|\x1b[^[O]?|[^]`, "gu");

/** What a terminal sent, cut into keys: an escape sequence is one, and so is each sign. */
export function keysOf(text: string): string[] {
  return text.match(key) ?? [];
}
