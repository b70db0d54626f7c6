import fc from "fast-check";
import { expect, test } from "vitest";
import { readRepositoryUrl } from "./repository-url";

const url = "https://github.com/owner/name";

test.each([
  ["https://github.com/owner/name", { url, name: "name" }],
  ["  https://github.com/owner/name.git ", { url, name: "name" }],
  ["github.com/owner/name/", { url, name: "name" }],
  ["owner/name", { url, name: "name" }],
  ["git@github.com:owner/name.git", { url, name: "name" }],
  ["ssh://git@github.com/owner/name", { url, name: "name" }],
  ["https://me:secret@github.com/owner/name", { url, name: "name" }],
  [
    "https://github.com/owner/name/tree/main/packages/a%20b",
    { url, name: "name", branch: "main", folder: "packages/a b" },
  ],
  [
    "https://gitlab.com/group/sub/name/-/tree/dev",
    { url: "https://gitlab.com/group/sub/name", name: "name", branch: "dev" },
  ],
])("reads %s", (text, place) => {
  expect(readRepositoryUrl(text)).toEqual(place);
});

test.each([
  "",
  "hello",
  "https://github.com",
  "https://github.com/owner",
  "https://github.com/owner/..",
  "https://github.com/owner/name/tree/main/%2e%2e/x%",
  "ftp://github.com/owner/name",
  "javascript:alert(1)//a/b",
  "file:///etc/passwd",
  "not a url / at all",
])("%s is no repository", (text) => {
  expect(readRepositoryUrl(text)).toBeUndefined();
});

test("never fails, and never hands on a name or a password", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true })), (text) => {
      const { username, password, search, hash } = new URL(readRepositoryUrl(text)?.url ?? "https://none.example");
      expect([username, password, search, hash]).toEqual(["", "", "", ""]);
    }),
    { numRuns: 25 },
  );
});
