import { expect, test } from "vitest";
import { emptyLine } from "./edited-line";
import { beginSearch, foundLine, searchKey, searchPrompt, type SearchStep } from "./reverse-search";

const history = ["git status", "npm test", "git commit -m x", "ls"];

/** What is shown after some keys, or what was left with. */
function after(...keys: readonly string[]): string {
  let step: SearchStep = { type: "searching", search: beginSearch({ ...emptyLine, text: "kept", cursor: 4 }, history) };
  for (const key of keys) {
    if (step.type === "left") throw new Error("the search is over");
    step = searchKey(step.search, key, history);
  }
  if (step.type === "left") return `${step.line.text} then ${JSON.stringify(step.key)}`;
  return searchPrompt(step.search) + foundLine(step.search, history).text;
}

test.each([
  [[], "(reverse-i-search)`': kept"],
  [["g"], "(reverse-i-search)`g': git commit -m x"],
  [["g", "i"], "(reverse-i-search)`gi': git commit -m x"],
  [["g", "\x12"], "(reverse-i-search)`g': git status"],
  [["g", "\x12", "\x12"], "(failed reverse-i-search)`g': git status"],
  [["g", "\x12", "\x13"], "(reverse-i-search)`g': git commit -m x"],
  [["t", "e", "\x7f"], "(reverse-i-search)`t': git commit -m x"],
  [["t", "e", "\r"], 'npm test then "\\r"'],
  [["g", "\x1b[D"], 'git commit -m x then "\\u001b[D"'],
  [["g", "\x1b"], "git commit -m x then undefined"],
  [["g", "\x07"], "kept then undefined"],
])("%j", (keys, shown) => {
  expect(after(...keys)).toBe(shown);
});
