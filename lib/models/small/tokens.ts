/** Letters in a token of code or English, measured low so that an estimate errs on the safe side. */
const lettersPerToken = 3.3;

/** About how many tokens a text takes. Text outside of ASCII takes about one a letter. */
export function estimateTokens(text: string): number {
  let wide = 0;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x24f) wide += 1;
  return Math.ceil((text.length - wide) / lettersPerToken + wide);
}

/** Head and tail of a text that is too long, on whole lines where there are any, with a note of what is missing. */
export function cutMiddle(text: string, tokens: number): string {
  if (estimateTokens(text) <= tokens) return text;
  const room = Math.max(40, Math.floor((tokens - 12) * lettersPerToken));
  const head = wholeLines(text.slice(0, Math.ceil(room * 0.6)), "head");
  const tail = wholeLines(text.slice(text.length - Math.floor(room * 0.4)), "tail");
  const missing = text.slice(head.length, text.length - tail.length);
  const lines = missing.split("\n").length - 1;
  return `${head}\n[… ${lines > 1 ? `${lines} lines` : `${missing.length} characters`} left out …]\n${tail}`;
}

function wholeLines(part: string, side: "head" | "tail"): string {
  const at = side === "head" ? part.lastIndexOf("\n") : part.indexOf("\n");
  if (at < 0 || (side === "head" ? at < part.length / 2 : at > part.length / 2)) return part;
  return side === "head" ? part.slice(0, at) : part.slice(at + 1);
}
