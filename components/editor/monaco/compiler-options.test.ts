import { expect, test } from "vitest";
import { readProjectOptions } from "./compiler-options";

test("takes flags, jsx and paths, and leaves what means nothing here", () => {
  const text = JSON.stringify({
    compilerOptions: { strict: false, target: "es5", outDir: "x", jsx: "preserve", paths: { "@/*": ["./src/*"] } },
  });
  expect(readProjectOptions(text)).toEqual({
    flags: { strict: false },
    jsx: "preserve",
    paths: { "@/*": ["./src/*"] },
  });
});

test("comments and last commas are fine, also in strings that look like comments", () => {
  const text = `{
    // how
    "compilerOptions": { /* all */ "strict": true, "paths": { "//x/*": ["a,]", ], }, },
  }`;
  expect(readProjectOptions(text)).toEqual({ flags: { strict: true }, paths: { "//x/*": ["a,]"] } });
});

test.each([undefined, "", "{", "[]", '{"compilerOptions": {"strict": "yes", "paths": {"a": 3}}}'])(
  "%j asks for nothing",
  (text) => {
    expect(readProjectOptions(text)).toEqual({ flags: {} });
  },
);
