import type { Hunk } from "./hunks";
import { lineChanges } from "./line-diff";

/** How changed words are marked, and what a word is. */
export interface WordForm {
  readonly style: "plain" | "color" | "porcelain";
  readonly word?: RegExp | undefined;
}

interface Mark {
  readonly before: string;
  readonly after: string;
}

interface Style {
  readonly removed: Mark;
  readonly added: Mark;
  readonly kept: Mark;
  /** What stands for the end of a line. */
  readonly newline: string;
}

const styles: Readonly<Record<WordForm["style"], Style>> = {
  plain: {
    removed: { before: "[-", after: "-]" },
    added: { before: "{+", after: "+}" },
    kept: { before: "", after: "" },
    newline: "\n",
  },
  color: {
    removed: { before: "\u001B[31m", after: "\u001B[m" },
    added: { before: "\u001B[32m", after: "\u001B[m" },
    kept: { before: "", after: "" },
    newline: "\n",
  },
  porcelain: {
    removed: { before: "-", after: "\n" },
    added: { before: "+", after: "\n" },
    kept: { before: " ", after: "\n" },
    newline: "~\n",
  },
};

/** A piece of text with its mark on each line of it. */
function marked(text: string, { before, after }: Mark, newline: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : before + line + after))
    .join(newline);
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function wordsOf(text: string, word: RegExp | undefined): readonly Word[] {
  return Array.from(text.matchAll(word ?? /\S+/gu), ({ 0: own, index }) => ({
    text: own,
    start: index,
    end: index + own.length,
  })).filter(({ text: own }) => own !== "");
}

/** What was said of some lines before and after, word by word; what stayed is shown as it is now. */
function wordsChanged(before: string, after: string, { style, word }: WordForm): string {
  const { removed, added, kept, newline } = styles[style];
  if (after === "") return marked(before, removed, newline);
  const [old, now] = [wordsOf(before, word), wordsOf(after, word)];
  const texts = (words: readonly Word[]) => words.map(({ text }) => `${text}\n`);
  let written = "";
  let at = 0;
  const span = (words: readonly Word[], start: number, count: number): readonly [number, number] => {
    const behind = start === 0 ? 0 : (words[start - 1]?.end ?? 0);
    return count === 0 ? [behind, behind] : [words[start]?.start ?? 0, words[start + count - 1]?.end ?? 0];
  };
  for (const { oldStart, oldCount, newStart, newCount } of lineChanges(texts(old), texts(now), { byIndent: false })) {
    const [goneFrom, goneTo] = span(old, oldStart, oldCount);
    const [cameFrom, cameTo] = span(now, newStart, newCount);
    written += marked(after.slice(at, cameFrom), kept, newline);
    written += marked(before.slice(goneFrom, goneTo), removed, newline);
    written += marked(after.slice(cameFrom, cameTo), added, newline);
    at = cameTo;
  }
  return written + marked(after.slice(at), kept, newline);
}

/** A hunk with its changes marked within the lines. */
export function wordLines({ lines }: Hunk, form: WordForm): string {
  const { kept, newline } = styles[form.style];
  let [before, after, text] = ["", "", ""];
  const flush = () => {
    if (before !== "" || after !== "") text += wordsChanged(before, after, form);
    [before, after] = ["", ""];
  };
  for (const { mark, text: line } of lines) {
    if (mark === "-") before += `${line}\n`;
    else if (mark === "+") after += `${line}\n`;
    else if (mark === " ") {
      flush();
      const reset = form.style === "color" && line !== "" ? "\u001B[m" : "";
      text += form.style === "porcelain" ? `${kept.before}${line}\n${newline}` : `${line}${reset}\n`;
    }
  }
  flush();
  return text;
}
