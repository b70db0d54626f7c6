import { expect, test } from "vitest";
import { findSecrets } from "./secrets";

const scan = (path: string, text: string) =>
  findSecrets([{ path, mode: 0o644, content: new TextEncoder().encode(text) }]).map(({ line, kind }) => [line, kind]);

const long = "a1B2".repeat(12);

test.each([
  [`const key = "sk-ant-api03-${long}";`, "anthropic"],
  [`OPENAI=sk-proj-${long}`, "openai"],
  [`token: ghp_${long.slice(0, 36)}`, "github"],
  ["AKIAABCDEFGHIJKLMNOP", "aws"],
  ["-----BEGIN RSA PRIVATE KEY-----", "private-key"],
  ["postgres://me:hunter22@db.example/app", "address-password"],
  [`const password = "correct-horse"`, "password"],
])("sees the secret in %s", (text, kind) => {
  expect(scan("a.txt", `first\n${text}\n`)).toEqual([[2, kind]]);
});

test.each([
  "const password = prompt()",
  "https://example.com/a:b",
  "sk-short",
  "the api key goes here",
  "skill-set-of-a-person",
])("sees none in %s", (text) => {
  expect(scan("a.txt", text)).toEqual([]);
});

test("asks about environment and key files as a whole, but not about examples or empty ones", () => {
  expect(scan(".env", "A=1")).toEqual([[undefined, "environment-file"]]);
  expect(scan("config/.env.local", "A=1")).toEqual([[undefined, "environment-file"]]);
  expect(scan("certs/server.key", "x")).toEqual([[undefined, "key-file"]]);
  expect(scan(".env.example", "A=")).toEqual([]);
  expect(scan(".env", "")).toEqual([]);
});

test("sees every one of a line, and those far out in a long one", () => {
  expect(scan("a.txt", `AKIAABCDEFGHIJKLMNOP AKIAABCDEFGHIJKLMNOQ`)).toHaveLength(2);
  expect(scan("a.js", `${"x;".repeat(5000)} AKIAABCDEFGHIJKLMNOP ${"x;".repeat(5000)}`)).toEqual([[1, "aws"]]);
});

test("never shows the whole secret", () => {
  const secret = `sk-ant-${long}`;
  const [found] = findSecrets([{ path: "a", mode: 0o644, content: new TextEncoder().encode(secret) }]);
  expect(found?.hint).toBe("sk-ant-a1B…");
});
