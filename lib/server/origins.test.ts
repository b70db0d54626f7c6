import { expect, test } from "vitest";
import { readOrigins } from "./origins.mjs";

const sentenceOf = (environment: Record<string, string>) => {
  const read = readOrigins(environment);
  return read.ok ? undefined : read.error;
};

test("without a word, the app and the sandbox are names of this machine", () => {
  expect(readOrigins({})).toEqual({
    ok: true,
    value: { app: "http://ide.localhost:3000", sandbox: "http://box.ide.localhost:3000", embedders: [] },
  });
  expect(readOrigins({ PORT: "8080", APP_ORIGIN: "", SANDBOX_ORIGIN: " " })).toMatchObject({
    value: { app: "http://ide.localhost:8080", sandbox: "http://box.ide.localhost:8080" },
  });
});

test("takes a pair of names, and those who may frame the sandbox", () => {
  expect(
    readOrigins({
      APP_ORIGIN: "https://ide.example.org",
      SANDBOX_ORIGIN: "https://tabsmith-box.example.net/",
      SANDBOX_EMBEDDERS: "https://docs.example.org, https://blog.example.org:8443",
    }),
  ).toEqual({
    ok: true,
    value: {
      app: "https://ide.example.org",
      sandbox: "https://tabsmith-box.example.net",
      embedders: ["https://docs.example.org", "https://blog.example.org:8443"],
    },
  });
});

test("takes localhost beside 127.0.0.1, for systems that can't resolve the longer names", () => {
  expect(readOrigins({ APP_ORIGIN: "http://localhost:3000", SANDBOX_ORIGIN: "http://127.0.0.1:3000" }).ok).toBe(true);
});

const good = { APP_ORIGIN: "https://ide.example.org", SANDBOX_ORIGIN: "https://box.example.org" };

test.each([
  ["half a pair", { APP_ORIGIN: good.APP_ORIGIN }, /^APP_ORIGIN is set but SANDBOX_ORIGIN isn't/u],
  ["the other half", { SANDBOX_ORIGIN: good.SANDBOX_ORIGIN }, /^SANDBOX_ORIGIN is set but APP_ORIGIN isn't/u],
  ["one origin twice", { ...good, SANDBOX_ORIGIN: good.APP_ORIGIN }, /are the same/u],
  ["a name without a scheme", { ...good, APP_ORIGIN: "ide.example.org" }, /no web origin/u],
  ["another scheme", { ...good, APP_ORIGIN: "ftp://ide.example.org" }, /no web origin/u],
  ["a path", { ...good, APP_ORIGIN: "https://ide.example.org/app" }, /write https:\/\/ide\.example\.org\.$/u],
  ["a user", { ...good, APP_ORIGIN: "https://me@ide.example.org" }, /only scheme, name and port/u],
  ["a page that can't be isolated", { ...good, APP_ORIGIN: "http://192.168.1.5:3000" }, /only over https/u],
  ["an embedder that is none", { ...good, SANDBOX_EMBEDDERS: "*" }, /^SANDBOX_EMBEDDERS is "\*"/u],
  ["a port that is none", { PORT: "http" }, /^PORT is "http"/u],
  ["a port out of range", { PORT: "70000" }, /from 1 to 65535/u],
])("refuses %s in one sentence", (_, environment, sentence) => {
  const said = sentenceOf(environment);
  expect(said).toMatch(sentence);
  expect(said).toMatch(/\.$/u);
  expect(said).not.toContain("\n");
});
