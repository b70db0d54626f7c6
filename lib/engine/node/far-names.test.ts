import { expect, test } from "vitest";
import { addressOf, farHost } from "./far-names";

test("a name has one address, and the address leads back to the name", () => {
  const address = addressOf("registry.example.org") ?? "";
  expect(address).toMatch(/^198\.1[89]\.\d+\.\d+$/);
  expect(addressOf("registry.example.org")).toBe(address);
  expect(farHost(address)).toBe("registry.example.org");
  for (let at = 0; at < 700; at++) expect(farHost(addressOf(`host-${at}.test`) ?? "")).toBe(`host-${at}.test`);
});

test("our own addresses lead nowhere else, others to themselves", () => {
  expect(["127.0.0.1", "::1", "0.0.0.0", "::"].map(farHost)).toEqual([undefined, undefined, undefined, undefined]);
  expect(farHost("93.184.216.34")).toBe("93.184.216.34");
  expect(farHost("2606:2800::1")).toBe("[2606:2800::1]");
});

test.each(["", "a b", "-a.org", "a..b", "x".repeat(300), "ex/ample"])("%j is no name", (text) => {
  expect(addressOf(text)).toBeUndefined();
});
