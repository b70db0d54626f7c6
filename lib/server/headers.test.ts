import { expect, test } from "vitest";
import { appHeaders, contentPolicy, sandboxHeaders } from "./headers";

const origins = {
  app: "https://ide.example.org",
  sandbox: "https://box.example.org",
  embedders: ["https://docs.example.org"],
};

test("scripts of the app run by nonce, and text is evaluated in development only", () => {
  expect(contentPolicy(origins, "abc")).toContain("script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval';");
  expect(contentPolicy(origins, "abc")).not.toContain("'unsafe-eval'");
  expect(contentPolicy(origins, "abc", true)).toContain("'unsafe-eval'");
});

test("the app frames the sandbox and hands it shared memory", () => {
  const headers = appHeaders(origins, "abc");
  expect(headers["Content-Security-Policy"]).toContain("frame-src 'self' https://box.example.org ");
  expect(headers["Permissions-Policy"]).toContain(`cross-origin-isolated=(self "https://box.example.org")`);
});

test("the sandbox is framed by the app and by those who are named", () => {
  expect(sandboxHeaders(origins, "/engine/page.js")["Content-Security-Policy"]).toBe(
    "frame-ancestors 'self' https://ide.example.org https://docs.example.org",
  );
});

test("a file whose name carries a hash is kept for ever, any other is asked for again", () => {
  const kept = (file: string) => sandboxHeaders(origins, file)["Cache-Control"];
  expect(kept("/engine/node-core.a50051484ab7.js")).toContain("immutable");
  expect(kept("/engine/page.js")).toBe("no-cache");
  expect(kept("/engine/deadbeefdeadbeef.js")).toBe("no-cache");
});

test("any page may frame an embed and load its script, and nothing else of the app", () => {
  const headersOf = (path: string) => appHeaders(origins, "abc", { path });
  for (const path of ["/embed", "/embed/s/abc"]) {
    expect(headersOf(path)["Content-Security-Policy"]).toContain("frame-ancestors *");
    expect(headersOf(path)["Cross-Origin-Resource-Policy"]).toBe("cross-origin");
    expect(headersOf(path)["Access-Control-Allow-Origin"]).toBeUndefined();
  }
  for (const path of ["/", "/share", "/embedded", "/p/embed", "/s/x", "/api/embed"]) {
    expect(headersOf(path)["Content-Security-Policy"]).toContain("frame-ancestors 'self'");
    expect(headersOf(path)["Cross-Origin-Resource-Policy"]).toBe("same-origin");
  }
  expect(headersOf("/embed.js")["Cross-Origin-Resource-Policy"]).toBe("cross-origin");
  expect(headersOf("/embed.mjs")["Access-Control-Allow-Origin"]).toBe("*");
  expect(headersOf("/embed.js")["Content-Security-Policy"]).toContain("frame-ancestors 'self'");
});
