import { expect, test } from "vitest";
import { audienceOf } from "./audience";
import { isWelcome, type Audience } from "./guard";

const origins = { app: "https://ide.example.org", sandbox: "https://box.example.org", embedders: [] };
const from = (origin: string | null, site: string | null, method = "GET", audience: Audience = "app") =>
  isWelcome({ method, origin, site }, audience, origins);

test("the app may read and write", () => {
  expect(from(null, "same-origin")).toBe(true);
  expect(from(origins.app, "same-origin", "POST")).toBe(true);
  expect(from(origins.app, null, "POST")).toBe(true);
});

test("a page elsewhere may neither, however it hides", () => {
  for (const method of ["GET", "POST"]) {
    expect(from("https://evil.example", "cross-site", method)).toBe(false);
    expect(from(null, "cross-site", method)).toBe(false);
    expect(from(null, "same-site", method)).toBe(false);
    expect(from("null", "cross-site", method)).toBe(false);
    expect(from("null", null, method)).toBe(false);
  }
});

test("the name that is given counts more than what the browser says of the site", () => {
  expect(from("https://evil.example", "same-origin", "POST")).toBe(false);
});

test("the sandbox may call what is open to it, and nothing else", () => {
  expect(from(origins.sandbox, "same-site", "GET", "app-and-sandbox")).toBe(true);
  expect(from(origins.sandbox, "same-site", "GET", "app")).toBe(false);
});

test("a program without a name may read but not write", () => {
  expect(from(null, null)).toBe(true);
  expect(from(null, null, "POST")).toBe(false);
  expect(from(null, "none")).toBe(true);
  expect(from(null, "none", "POST")).toBe(false);
});

test("an open route answers anyone", () => {
  expect(from("https://evil.example", "cross-site", "POST", "anyone")).toBe(true);
});

test("a route that no one named answers the app alone, and a page is no route", () => {
  expect(audienceOf("/api/share")).toBe("app");
  expect(audienceOf("/api")).toBe("app");
  expect(audienceOf("/api/registry/lodash")).toBe("app-and-sandbox");
  expect(audienceOf("/apis")).toBeUndefined();
  expect(audienceOf("/p/api/registry/")).toBeUndefined();
});
