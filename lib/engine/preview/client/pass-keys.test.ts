import { expect, test } from "vitest";
import { shortcutOf } from "./pass-keys";

const press = (key: string, held: string, code = `Key${key.toUpperCase()}`) => ({
  key,
  code,
  ctrlKey: held.includes("C"),
  metaKey: held.includes("M"),
  shiftKey: held.includes("S"),
  altKey: held.includes("A"),
});

test.each([
  [press("P", "CS"), false, "palette"],
  [press("P", "MS"), true, "palette"],
  [press("p", "C"), false, "quick-open"],
  [press("p", "M"), true, "quick-open"],
  [press("`", "C", "Backquote"), false, "toggle-terminal"],
  [press("Dead", "C", "Backquote"), false, "toggle-terminal"],
] as const)("%j on a Mac: %j is %s", (pressed, mac, name) => {
  expect(shortcutOf(pressed, mac)).toBe(name);
});

test.each([
  [press("p", ""), false],
  [press("p", "C"), true],
  [press("p", "M"), false],
  [press("p", "CA"), false],
  [press("p", "CM"), false],
  [press("`", "CS", "Backquote"), false],
  [press("s", "C"), false],
  [press("F1", "", "F1"), false],
] as const)("%j on a Mac: %j stays the page's", (pressed, mac) => {
  expect(shortcutOf(pressed, mac)).toBeUndefined();
});
