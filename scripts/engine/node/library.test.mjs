import { expect, test } from "vitest";
import { fileInTar } from "../tar.mjs";
import { hashOf } from "./library.mjs";

function entry(name, text) {
  const head = Buffer.alloc(512);
  head.write(name);
  head.write(text.length.toString(8).padStart(11, "0"), 124);
  const body = Buffer.alloc(Math.ceil(text.length / 512) * 512);
  body.write(text);
  return Buffer.concat([head, body]);
}

test("finds one file in a tar archive", () => {
  const tar = Buffer.concat([entry("a/first", "x".repeat(700)), entry("a/second", "hello"), Buffer.alloc(1024)]);
  expect(fileInTar(tar, "a/second").toString()).toBe("hello");
  expect(() => fileInTar(tar, "a/third")).toThrow("a/third isn't in the archive");
});

test("the hash of the library depends on names, texts and their order", () => {
  const library = [
    ["a", "1"],
    ["b", "2"],
  ];
  expect(hashOf(library)).toBe(
    hashOf([
      ["a", "1"],
      ["b", "2"],
    ]),
  );
  expect(hashOf(library)).not.toBe(hashOf([...library].reverse()));
  expect(hashOf(library)).not.toBe(
    hashOf([
      ["a", "12"],
      ["b", ""],
    ]),
  );
});
