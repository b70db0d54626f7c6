/** Follows brackets and double-quoted strings letter by letter and says where the first bracket is closed again. */
export interface Balance {
  /** Feeds more text. Answers how much of it belongs to the value, once the value is closed. */
  readonly push: (text: string) => number | undefined;
}

export function createBalance(): Balance {
  let depth = 0;
  let quoted = false;
  let escaped = false;
  const step = (letter: string): boolean => {
    if (escaped) escaped = false;
    else if (quoted && letter === "\\") escaped = true;
    else if (letter === '"') quoted = !quoted;
    else if (!quoted && "{[(".includes(letter)) depth += 1;
    else if (!quoted && "}])".includes(letter)) depth -= 1;
    return depth <= 0 && !quoted && "}])".includes(letter);
  };
  return {
    push(text) {
      for (let at = 0; at < text.length; at += 1) if (step(text.charAt(at))) return at + 1;
      return undefined;
    },
  };
}
