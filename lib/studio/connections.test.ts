import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { commonConnections, connectionScript, originsIn } from "./connections";

/** Runs the script as a page would, with what is remembered, and gives back the policy that it adds. */
function policyWith(remembered: Readonly<Record<string, string>>, pathname = "/"): string {
  const metas: { content?: string }[] = [];
  const document = { createElement: () => ({}), head: { appendChild: (meta: object) => metas.push(meta) } };
  const localStorage = { getItem: (key: string) => remembered[key] ?? null };
  runInNewContext(connectionScript(), { document, localStorage, location: { pathname } });
  expect(metas).toHaveLength(1);
  return metas[0]?.content ?? "";
}

test("without settings the page talks to its own server, this machine and the providers of the catalogue", () => {
  const policy = policyWith({});
  expect(policy).toBe(`connect-src ${commonConnections().join(" ")} `);
  expect(policy).toContain("https://api.anthropic.com");
  expect(policy).not.toMatch(/ (\*|https:|http:) /u);
});

test("the page that tests the network may ask StackBlitz, and no other page may", () => {
  expect(policyWith({}, "/check").split(" ")).toContain("https://stackblitz.com");
  expect(policyWith({}, "/check/x")).toBe(policyWith({}));
});

test("an own server that is configured may be talked to", () => {
  const servers = [{ id: "a", name: "GPU box", baseUrl: "http://192.168.1.7:11434/v1" }];
  const policy = policyWith({ "tabsmith.models": JSON.stringify({ servers }), other: "http://elsewhere.example" });
  expect(policy.split(" ")).toContain("http://192.168.1.7:11434");
  expect(policy).not.toContain("elsewhere.example");
});

test("where storage is denied, the common policy holds", () => {
  const metas: { content?: string }[] = [];
  const document = { createElement: () => ({}), head: { appendChild: (meta: object) => metas.push(meta) } };
  const denied = {
    getItem() {
      throw new Error("denied");
    },
  };
  runInNewContext(connectionScript(), { location: { pathname: "/" }, document, localStorage: denied });
  expect(metas[0]?.content).toContain("'self'");
});

test("the script finds what `originsIn` finds, and no text can end the directive", () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string()), fc.string(), (url, noise) => {
      const text = JSON.stringify({ noise, url });
      const policy = policyWith({ "tabsmith.models": text });
      expect(policy).not.toMatch(/[;,\n]/u);
      const own = policy.slice(`connect-src ${commonConnections().join(" ")} `.length);
      expect([...new Set(own.toLowerCase().split(" "))].filter((word) => word !== "")).toEqual(originsIn([text]));
    }),
  );
});

test.each([
  ["http://[::1]:8080/v1", ["http://[::1]:8080"]],
  ["HTTPS://Models.Example.org/v1 and wss://a.example/x", ["https://models.example.org", "wss://a.example"]],
  ["https://*.example; script-src *", []],
  ["ftp://a.example javascript://b", []],
])("of %s it takes %j", (text, origins) => {
  expect(originsIn([text])).toEqual(origins);
});
