import { expect, test } from "vitest";
import { oembedOf } from "./oembed";

const app = "https://ide.example.org";
const ask = (fields: Record<string, string>) => oembedOf(new URLSearchParams(fields), { app });

test("a short link and a link with the project in it get a frame", () => {
  expect(ask({ url: `${app}/s/abcDEF123456` })).toMatchObject({
    status: 200,
    body: { type: "rich", version: "1.0", width: 800, height: 480 },
  });
  expect(JSON.stringify(ask({ url: `${app}/share#p=1.react@1.AbC-_`, maxwidth: "300" }).body)).toContain(
    'embed#p=1.react@1.AbC-_\\" width=\\"300\\"',
  );
});

test.each([
  "",
  "https://evil.example/s/abcDEF123456",
  `${app}/p/abc`,
  `${app}/s/short`,
  `${app}/share`,
  "javascript:alert(1)",
])("an address that isn't shared gets none: %j", (url) => {
  expect(ask({ url }).status).toBe(404);
});

test("what an address says can't leave its attribute", () => {
  const { body } = ask({ url: `${app}/share#p=1.a@1.b"><script>alert(1)</script>` });
  expect(JSON.stringify(body)).not.toContain("<script>");
});

test("another format is refused", () => {
  expect(ask({ url: `${app}/s/abcDEF123456`, format: "xml" }).status).toBe(501);
});
