import { appOrigin, plainOrigin, sandboxOrigin } from "../fixtures/origins";
import { ask } from "../fixtures/ask";
import { expect, test } from "../fixtures/test";

test("the app is isolated, and frames nothing and no one but what it names", async () => {
  const { status, headers } = await ask(appOrigin, "/");
  expect(status).toBe(200);
  expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
  expect(headers["cross-origin-embedder-policy"]).toBe("require-corp");
  expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
  expect(headers["origin-agent-cluster"]).toBe("?1");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["set-cookie"]).toBeUndefined();
  expect(headers["x-powered-by"]).toBeUndefined();
});

test("the app's content policy runs scripts by nonce only, and the nonce is new each time", async () => {
  const policies = await Promise.all(
    [1, 2].map(async () => String((await ask(appOrigin, "/")).headers["content-security-policy"])),
  );
  for (const policy of policies) {
    const scripts = /script-src ([^;]*)/u.exec(policy)?.[1] ?? "";
    expect(scripts).toMatch(/^'nonce-[\w+/]{22}==' 'strict-dynamic' 'wasm-unsafe-eval'$/u);
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain(`frame-src 'self' ${sandboxOrigin} `);
    expect(policy).not.toContain("'unsafe-eval'");
  }
  expect(policies[0]).not.toBe(policies[1]);
});

test("plain names of this machine lead to the app, path and query kept", async () => {
  for (const origin of [plainOrigin, plainOrigin.replace("127.0.0.1", "localhost")]) {
    const { status, headers } = await ask(origin, "/p/one?a=b");
    expect(status).toBe(307);
    expect(headers["location"]).toBe(`${appOrigin}/p/one?a=b`);
  }
});

test("a name that is not ours is told so and gets nothing", async () => {
  const { status, body } = await ask("http://evil.example", "/");
  expect(status).toBe(421);
  expect(body).toContain(appOrigin);
  expect(body).not.toContain("<script");
});

test.describe("the sandbox origin", () => {
  for (const path of [
    "/",
    "/p/one",
    "/api/registry/lodash",
    "/_next/static/x.js",
    "/robots.txt",
    "/engine/no-such-file.js",
  ]) {
    test(`answers 404 to ${path}`, async () => {
      const { status, body, headers } = await ask(sandboxOrigin, path);
      expect(status).toBe(404);
      expect(body).toBe("There is nothing here.\n");
      expect(headers["content-security-policy"]).toBe(`frame-ancestors 'self' ${appOrigin}`);
    });
  }

  for (const path of [
    "/engine/../robots.txt",
    "/engine/..%2f..%2fpackage.json",
    "/engine/%2e%2e/%2e%2e/package.json",
  ]) {
    test(`does not climb out of its folder by ${path}`, async () => {
      expect((await ask(sandboxOrigin, path)).status).toBe(404);
    });
  }
});

test("the app's origin doesn't serve the engine", async () => {
  expect((await ask(appOrigin, "/engine/manifest.json")).status).toBe(404);
});

test.describe("the API", () => {
  const route = "/api/registry/no-such-package-of-ours/x/y/z";
  const callers: Readonly<Record<string, { readonly headers: Record<string, string>; readonly welcome: boolean }>> = {
    "a page of the app": { headers: { Origin: appOrigin }, welcome: true },
    "the app, reading": { headers: { "Sec-Fetch-Site": "same-origin" }, welcome: true },
    "the sandbox, which may use the registry": { headers: { Origin: sandboxOrigin }, welcome: true },
    "a page elsewhere": { headers: { Origin: "https://evil.example" }, welcome: false },
    "a page elsewhere that hides its name": { headers: { Origin: "null" }, welcome: false },
    "an image on a page elsewhere": { headers: { "Sec-Fetch-Site": "cross-site" }, welcome: false },
    "an image in a preview": { headers: { "Sec-Fetch-Site": "same-site" }, welcome: false },
  };
  for (const [who, { headers, welcome }] of Object.entries(callers)) {
    test(`${welcome ? "answers" : "refuses"} ${who}`, async () => {
      const { status } = await ask(appOrigin, route, { headers });
      if (welcome) expect(status).not.toBe(403);
      else expect(status).toBe(403);
    });
  }

  test("keeps the sandbox from every other route", async () => {
    const { status } = await ask(appOrigin, "/api/anything", { method: "POST", headers: { Origin: sandboxOrigin } });
    expect(status).toBe(403);
  });

  test("takes no write without a name", async () => {
    expect((await ask(appOrigin, "/api/anything", { method: "POST" })).status).toBe(403);
  });
});
