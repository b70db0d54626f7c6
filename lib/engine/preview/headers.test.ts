import { expect, test } from "vitest";
import { relocated, towardsPreview, towardsServer } from "./headers";

const urlOf = (port: number) => (port === 3000 ? "http://box.test/" : `http://box.test/~${port}/`);

test("tells the server what a browser on localhost would", () => {
  const sent = towardsServer({
    port: 5173,
    method: "POST",
    headers: [
      ["accept-encoding", "br"],
      ["content-type", "a/b"],
      ["Cookie", "forged=1"],
    ],
    referrer: "http://box.test/~5173/page?x=1",
    cookie: "id=7",
  });
  expect(Object.fromEntries(sent)).toEqual({
    host: "localhost:5173",
    "content-type": "a/b",
    referer: "http://localhost:5173/page?x=1",
    origin: "http://localhost:5173",
    cookie: "id=7",
  });
});

test("keeps a redirect in the preview", () => {
  expect(relocated("/login", 3000, urlOf)).toBe("/login");
  expect(relocated("/login?a#b", 5173, urlOf)).toBe("/~5173/login?a#b");
  expect(relocated("http://localhost:5173/x", 3000, urlOf)).toBe("/~5173/x");
  expect(relocated("http://localhost:3000/x", 5173, urlOf)).toBe("/x");
  expect(relocated("../up", 5173, urlOf)).toBe("../up");
  expect(relocated("https://example.com/", 3000, urlOf)).toBe("https://example.com/");
});

test("lets the app frame a page that forbids frames, and drops what would harm the origin", () => {
  const passed = towardsPreview({
    port: 3000,
    headers: [
      ["X-Frame-Options", "DENY"],
      ["Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; img-src *"],
      ["Clear-Site-Data", '"*"'],
      ["Set-Cookie", "a=1"],
      ["Content-Length", "3"],
      ["X-Own", "kept"],
    ],
    changed: true,
    embedderPolicy: "credentialless",
    urlOf,
  });
  expect(Object.fromEntries(passed)).toEqual({
    "Content-Security-Policy": "default-src 'self'; img-src *",
    "X-Own": "kept",
    "cross-origin-embedder-policy": "credentialless",
    "cross-origin-resource-policy": "cross-origin",
    "origin-agent-cluster": "?1",
  });
});
