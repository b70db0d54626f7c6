import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseRule, printRule } from "./rule";

test("reads a tool with and without a specifier", () => {
  expect(parseRule("Bash(npm run test:*)", "allow", "user")).toEqual({
    ok: true,
    value: { verdict: "allow", tool: "Bash", specifier: "npm run test:*", scope: "user" },
  });
  expect(parseRule(" Read ", "deny", "project")).toMatchObject({ ok: true, value: { tool: "Read" } });
  expect(parseRule("Bash(*)", "allow", "user")).toMatchObject({ ok: true, value: { tool: "Bash" } });
});

test("keeps brackets inside a specifier", () => {
  const parsed = parseRule('Bash(node -e "f(1)")', "allow", "user");
  expect(parsed.ok && parsed.value.specifier).toBe('node -e "f(1)"');
});

test("says what is wrong with a rule that it can't read", () => {
  expect(parseRule("Bash(npm", "allow", "user")).toMatchObject({
    ok: false,
    error: expect.stringContaining("closing bracket"),
  });
  expect(parseRule("(x)", "allow", "user")).toMatchObject({ ok: false, error: expect.stringContaining("tool's name") });
});

test("prints what it read", () => {
  const specifier = fc.string({ minLength: 1 }).filter((text) => text.trim() === text && text !== "*");
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z_]\w{0,20}$/), fc.option(specifier, { nil: undefined }), (tool, spec) => {
      const printed = printRule({ tool, ...(spec === undefined ? {} : { specifier: spec }) });
      const parsed = parseRule(printed, "ask", "session");
      expect(parsed.ok && printRule(parsed.value)).toBe(printed);
    }),
  );
});
