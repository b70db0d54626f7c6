import { expect, test } from "vitest";
import { findPhishing } from "./phishing";

const look = (files: Readonly<Record<string, string>>) =>
  findPhishing(
    Object.entries(files).map(([path, text]) => ({ path, mode: 0o644, content: new TextEncoder().encode(text) })),
  ).map(({ path, asks, brand }) => [path, asks, brand]);

test("sees a password field beside a known name, in whichever file the name is", () => {
  expect(look({ "index.html": `<h1>PayPal</h1><input type="password">` })).toEqual([
    ["index.html", "password", "PayPal"],
  ]);
  expect(look({ "form.jsx": `<input type={"password"} />`, "title.ts": `export const title = "Apple ID"` })).toEqual([
    ["form.jsx", "password", "Apple"],
  ]);
  expect(look({ "pay.vue": `<input autocomplete="cc-number"> Amazon` })).toEqual([["pay.vue", "card", "Amazon"]]);
});

test.each<Readonly<Record<string, string>>>([
  { "index.html": `<input type="password"> Sign in to my app` },
  { "index.html": "Search Amazon and PayPal" },
  { "readme.md": `PayPal type="password"` },
  { "a.ts": `import { chase } from "./game"; const field = { type: "password" }` },
])("sees nothing wrong with %j", (files) => {
  expect(look(files)).toEqual([]);
});
