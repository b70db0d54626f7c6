import fc from "fast-check";
import { expect, test } from "vitest";
import { parseConfig, plainName, withoutSettings, withSection, withSetting } from "./config-file";

const valueOf = (text: string, name: string) =>
  parseConfig(text).settings.findLast((one) => one.name === plainName(name))?.value;

test("a value that was set is read back, whatever it holds", () => {
  const value = fc.string({ maxLength: 20, unit: fc.constantFrom(..."aB9 \t\n\"\\#;=[].'ü".split("")) });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), (values) => {
      let text = '# mine\n[user]\n\tname = Ada ; hers\n[remote "a.b"]\n\turl = x\n';
      for (const one of values) text = withSetting(text, "remote.a.b.note", one);
      expect(valueOf(text, "remote.a.b.note")).toBe(values.at(-1));
      expect(valueOf(text, "user.name")).toBe("Ada");
      expect(text.startsWith("# mine\n")).toBe(true);
    }),
  );
});

test("what is taken away leaves everything else as it was", () => {
  const before = "[core]\n\tbare = false\n";
  const after = withSetting(before, "user.name", "Zoe");
  const { settings } = parseConfig(after);
  expect(
    withoutSettings(
      after,
      settings.filter(({ name }) => name === "user.name"),
    ),
  ).toBe(before);
  expect(withSection(after, "user", undefined)).toBe(before);
  expect(withSection(after, "user", "person")).toBe("[core]\n\tbare = false\n[person]\n\tname = Zoe\n");
  expect(withSection(before, "none", undefined)).toBeUndefined();
});
