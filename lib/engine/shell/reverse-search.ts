import type { EditedLine } from "./edited-line";

/** A search from the newest line back, as `^R` begins it. */
export interface Search {
  readonly query: string;
  /** Where in the history the line that was found stands; `history.length` before anything was. */
  readonly at: number;
  readonly found: boolean;
  readonly before: EditedLine;
}

export type SearchStep =
  | { readonly type: "searching"; readonly search: Search }
  /** Over: the key, if there is one, is for the line. */
  | { readonly type: "left"; readonly line: EditedLine; readonly key?: string };

export const beginSearch = (before: EditedLine, history: readonly string[]): Search => ({
  query: "",
  at: history.length,
  found: true,
  before,
});

function lookFrom(search: Search, history: readonly string[], from: number, step: 1 | -1): Search {
  if (search.query === "") return { ...search, at: history.length, found: true };
  for (let at = from; at >= 0 && at < history.length; at += step)
    if (history[at]?.includes(search.query) === true) return { ...search, at, found: true };
  return { ...search, found: false };
}

const searching = (search: Search): SearchStep => ({ type: "searching", search });

/** The line that is shown, with the cursor where it matches. */
export function foundLine({ before, at, query }: Search, history: readonly string[]): EditedLine {
  const text = history[at];
  if (text === undefined) return before;
  return {
    ...before,
    text,
    cursor: Math.max(0, text.lastIndexOf(query)),
    back: history.length - at,
    typed: before.text,
  };
}

export const searchPrompt = ({ found, query }: Search): string =>
  `(${found ? "" : "failed "}reverse-i-search)\`${query}': `;

export function searchKey(search: Search, key: string, history: readonly string[]): SearchStep {
  const { query, at } = search;
  if (key === "\x12") return searching(lookFrom(search, history, at - 1, -1));
  if (key === "\x13") return searching(lookFrom(search, history, at + 1, 1));
  if (key === "\x07" || key === "\x03") return { type: "left", line: search.before };
  if (key === "\x7f" || key === "\x08") {
    const shorter = Array.from(query).slice(0, -1).join("");
    return searching(lookFrom({ ...search, query: shorter }, history, history.length - 1, -1));
  }
  if (key >= " ") {
    const longer = { ...search, query: query + key };
    return searching(lookFrom(longer, history, Math.min(at, history.length - 1), -1));
  }
  const line = foundLine(search, history);
  return key === "\x1b" ? { type: "left", line } : { type: "left", line, key };
}
