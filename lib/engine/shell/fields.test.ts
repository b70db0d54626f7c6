import { expect, test } from "vitest";
import { fieldsOf, type Part } from "./fields";

const value = (text: string): Part => ({ text, quoted: false, split: true });
const word = (text: string): Part => ({ text, quoted: false, split: false });
const quote = (text: string): Part => ({ text, quoted: true, split: false });
const texts = (parts: readonly Part[], separators = " \t\n") =>
  fieldsOf(parts, separators).map((field) => field.map(({ text }) => text).join(""));

test("an unquoted value is split, a quoted one isn't", () => {
  expect(texts([value(" a  b ")])).toEqual(["a", "b"]);
  expect(texts([quote(" a  b ")])).toEqual([" a  b "]);
});

test("what touches a value joins its first and last word", () => {
  expect(texts([word("x"), value("a b"), word("y")])).toEqual(["xa", "by"]);
  expect(texts([word("x"), value(" a "), word("y")])).toEqual(["x", "a", "y"]);
});

test("nothing quoted is a field, nothing unquoted is none", () => {
  expect(texts([quote("")])).toEqual([""]);
  expect(texts([value("")])).toEqual([]);
  expect(texts([word("a"), value(""), word("b")])).toEqual(["ab"]);
});

test("a separator that is no space keeps empty fields", () => {
  expect(texts([value("a::b:")], ":")).toEqual(["a", "", "b"]);
});
