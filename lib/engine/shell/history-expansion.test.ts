import fc from "fast-check";
import { expect, test } from "vitest";
import { expandHistory } from "./history-expansion";

const history = ["cat src/main.test.ts other", "git commit -m 'two words' file", "echo one two three"];

test.each([
  ["!!", "echo one two three"],
  ["sudo !!", "sudo echo one two three"],
  ["ls !$", "ls three"],
  ["ls !^ !*", "ls one one two three"],
  ["!1", "cat src/main.test.ts other"],
  ["!-2", "git commit -m 'two words' file"],
  ["!git", "git commit -m 'two words' file"],
  ["!?main?", "cat src/main.test.ts other"],
  ["echo !git:3", "echo 'two words'"],
  ["echo !!:1-2", "echo one two"],
  ["echo !!:2*", "echo two three"],
  ["echo !cat:1:h !cat:1:t !cat:1:r !cat:1:e", "echo src main.test.ts src/main.test .ts"],
  ["!!:s/one/1/", "echo 1 two three"],
  ["!!:gs/o/0/", "ech0 0ne tw0 three"],
  ["^two^2", "echo one 2 three"],
  ["^two^2^ four", "echo one 2 three four"],
  ["echo '!!' \\!! \"!$\"", "echo '!!' \\!! \"three\""],
  ["! true; [ a != b ]; echo hi!", "! true; [ a != b ]; echo hi!"],
  ["if ! (true); then echo $!; fi", "if ! (true); then echo $!; fi"],
])("%s", (text, expected) => {
  expect(expandHistory(text, history).text).toBe(expected);
});

test("what names nothing is refused, and `:p` only shows", () => {
  expect(() => expandHistory("!nothing", history)).toThrow("!nothing: event not found");
  expect(() => expandHistory("!99", history)).toThrow("!99: event not found");
  expect(() => expandHistory("!!", [])).toThrow("event not found");
  expect(() => expandHistory("!!:7", history)).toThrow(":7: bad word specifier");
  expect(expandHistory("!!:p", history)).toEqual({ text: "echo one two three", changed: true, printsOnly: true });
});

test("a line without an exclamation mark or a caret in front stays what it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const plain = text.replaceAll("!", "").replace(/^\^+/, "");
      expect(expandHistory(plain, history)).toEqual({ text: plain, changed: false, printsOnly: false });
    }),
  );
});
