import type { Part, Substitution } from "./commands";

const changes: Readonly<Record<string, (text: string) => string>> = {
  U: (text) => text.toUpperCase(),
  L: (text) => text.toLowerCase(),
};

/** What stands in place of what was found, its case changed as `\U`, `\l` and the like ask. */
export function replacementOf(parts: readonly Part[], found: readonly (string | undefined)[]): string {
  let text = "";
  let lasting: ((text: string) => string) | undefined;
  let once: ((text: string) => string) | undefined;
  for (const part of parts) {
    if (part.type === "case") {
      if (part.how === "u" || part.how === "l") once = changes[part.how.toUpperCase()];
      else lasting = changes[part.how];
      if (part.how !== "u" && part.how !== "l") once = undefined;
      continue;
    }
    const piece = part.type === "text" ? part.text : (found[part.group] ?? "");
    if (piece === "") continue;
    const changed = lasting === undefined ? piece : lasting(piece);
    text += once === undefined ? changed : once(changed.slice(0, 1)) + changed.slice(1);
    once = undefined;
  }
  return text;
}

/** The line after it, and whether anything was replaced. */
export function substituted(
  line: string,
  regex: RegExp,
  { parts, isGlobal, place }: Substitution,
): { readonly text: string; readonly isChanged: boolean } {
  let text = "";
  let done = 0;
  let count = 0;
  for (const found of fitsOf(line, regex)) {
    count += 1;
    if (count < place) continue;
    text += line.slice(done, found.index) + replacementOf(parts, found);
    done = found.index + found[0].length;
    if (!isGlobal) break;
  }
  return { text: text + line.slice(done), isChanged: count >= place };
}

/** All places where it fits; nothing is found right behind what was found before. */
export function* fitsOf(line: string, regex: RegExp): Iterable<RegExpExecArray> {
  let lastEnd = -1;
  for (regex.lastIndex = 0; regex.lastIndex <= line.length;) {
    const found = regex.exec(line);
    if (found === null) return;
    const end = found.index + found[0].length;
    if (found[0] === "") regex.lastIndex = end + ((line.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
    if (found[0] !== "" || found.index !== lastEnd) yield found;
    lastEnd = end;
  }
}
