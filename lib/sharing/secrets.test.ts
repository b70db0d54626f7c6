import { expect, test } from "vitest";
import { findSecrets } from "./secrets";

const scan = (path: string, text: string) =>
  findSecrets([{ path, mode: 0o644, content: new TextEncoder().encode(text) }]).map(({ line, kind }) => [line, kind]);

const long = "a1B2".repeat(12);

test.each([
  [`const key = "sk-ant-api03-${long}";`, "an Anthropic key"],
  [`OPENAI=sk-proj-${long}`, "an OpenAI key"],
  [`token: ghp_${long.slice(0, 36)}`, "a GitHub token"],
  ["AKIAABCDEFGHIJKLMNOP", "an AWS access key"],
  ["-----BEGIN RSA PRIVATE KEY-----", "a private key"],
  ["postgres://me:hunter22@db.example/app", "a password in an address"],
  [`const password = "correct-horse"`, "a password or key"],
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
  expect(scan(".env", "A=1")).toEqual([[undefined, "an environment file"]]);
  expect(scan("config/.env.local", "A=1")).toEqual([[undefined, "an environment file"]]);
  expect(scan("certs/server.key", "x")).toEqual([[undefined, "a file that usually holds keys"]]);
  expect(scan(".env.example", "A=")).toEqual([]);
  expect(scan(".env", "")).toEqual([]);
});

test("never shows the whole secret", () => {
  const secret = `sk-ant-${long}`;
  const [found] = findSecrets([{ path: "a", mode: 0o644, content: new TextEncoder().encode(secret) }]);
  expect(found?.hint).toBe("sk-ant-a1B…");
});
