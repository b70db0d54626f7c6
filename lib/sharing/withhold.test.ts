import { expect, test } from "vitest";
import { findSecrets, findSessionSecrets } from "./secrets";
import type { SharedFile, SharedProject } from "./shared-project";
import { usualChoice, withhold, type SecretChoice } from "./withhold";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const file = (path: string, text: string): SharedFile => ({ path, mode: 0o644, content: bytes(text) });
const key = `sk-ant-api03-${"a1B2".repeat(12)}`;
const pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nabc\n-----END RSA PRIVATE KEY-----";

const project: SharedProject = {
  name: "x",
  files: [file(".env", "A=1"), file("a.js", `const k = "${key}";\nconst b = 1;`), file("deploy.txt", `x\n${pem}\ny`)],
  emptyFolders: [],
  links: [],
  session: `{"seq":1,"text":"use ${key} \\"quoted\\""}\n{"seq":2,"text":"api_key = \\"abcdefgh12\\""}\n`,
  history: [
    {
      checkpoint: "c",
      files: [
        { path: "a.js", mode: 0o644, content: bytes(`const k = "${key}";`) },
        { path: ".env", mode: 0o644, content: bytes("A=0") },
      ],
    },
  ],
};

const found = findSecrets(project.files);
const keep = (choice: (path: string) => SecretChoice | undefined) =>
  withhold(project, found, (secret) => choice(secret.path) ?? usualChoice(secret));
const textOf = (shared: SharedProject, path: string) =>
  new TextDecoder().decode(shared.files.find((known) => known.path === path)?.content);

test("by itself nothing that looks like a secret goes along: not now, not earlier, not in what was said", () => {
  const shared = keep(() => undefined);
  expect(shared.files.map(({ path }) => path)).toEqual(["a.js", "deploy.txt"]);
  expect(textOf(shared, "a.js")).toBe('const k = "[removed]";\nconst b = 1;');
  expect(textOf(shared, "deploy.txt")).toBe("x\n[removed]\n\n\n\ny");
  expect(shared.history?.[0]?.files.map(({ path, content }) => [path, new TextDecoder().decode(content)])).toEqual([
    ["a.js", 'const k = "[removed]";'],
  ]);
  expect(shared.session).toBe('{"seq":1,"text":"use [removed] \\"quoted\\""}\n{"seq":2,"text":"[removed]"}\n');
});

test("what the author shares goes along everywhere, and only that", () => {
  const shared = keep((path) => (path === "a.js" ? "share" : undefined));
  expect(textOf(shared, "a.js")).toContain(key);
  expect(shared.session).toContain(key);
  expect(shared.session).not.toContain("abcdefgh12");
  expect(textOf(shared, "deploy.txt")).not.toContain("MIIEow");
  expect(
    textOf(
      keep((path) => (path === ".env" ? "share" : undefined)),
      ".env",
    ),
  ).toBe("A=1");
});

test("a project without secrets is what it was, to the byte", () => {
  const plain: SharedProject = {
    name: "x",
    files: [file("a", "b\r\nc"), { path: "b", mode: 1, content: new Uint8Array([0, 255]) }],
    emptyFolders: [],
    links: [],
  };
  expect(withhold(plain, [], usualChoice)).toEqual(plain);
});

test("secrets that only the conversation holds are found by their event", () => {
  expect(findSessionSecrets(project.session ?? "").map(({ line, kind }) => [line, kind])).toEqual([
    [1, "anthropic"],
    [2, "password"],
  ]);
});
