/** What is being completed at the caret: a file after `@`, or a command at the very start after `/`. */
export interface Token {
  readonly type: "file" | "command";
  readonly query: string;
  readonly start: number;
  readonly end: number;
}

export function tokenAt(text: string, caret: number): Token | undefined {
  const before = text.slice(0, caret);
  const command = /^\/([\w:-]*)$/.exec(before);
  if (command) return { type: "command", query: command[1] ?? "", start: 0, end: caret };
  const file = /(?:^|\s)@([^\s@]*)$/.exec(before);
  if (!file) return undefined;
  const query = file[1] ?? "";
  return { type: "file", query, start: caret - query.length - 1, end: caret };
}

/** The text with the token replaced by what was chosen, and where the caret goes. */
export function complete(
  text: string,
  token: Token,
  chosen: string,
): { readonly text: string; readonly caret: number } {
  const inserted = `${token.type === "file" ? "@" : "/"}${chosen} `;
  return { text: text.slice(0, token.start) + inserted + text.slice(token.end), caret: token.start + inserted.length };
}

/** The files that a message mentions, each once, in order. */
export function mentionsIn(text: string): readonly string[] {
  const mentions = Array.from(text.matchAll(/(?:^|\s)@([^\s@]+)/g), ([, path]) => path ?? "");
  return [...new Set(mentions.map((path) => path.replace(/[.,;:!?)]+$/, "")))].filter((path) => path !== "");
}
