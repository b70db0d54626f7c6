import fc from "fast-check";
import { expect, test } from "vitest";
import { outermost } from "./outermost";

test("what lies in a folder that is chosen too goes along with it", () => {
  expect(outermost(["src", "src/a.js", "src/deep/b.js", "srcs.js", "lib/a.js"])).toEqual([
    "src",
    "srcs.js",
    "lib/a.js",
  ]);
});

test("each path is named or lies in one that is, and none of those lies in another", () => {
  const path = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 4 }).map((names) => names.join("/"));
  fc.assert(
    fc.property(fc.uniqueArray(path), (paths) => {
      const left = outermost(paths);
      const covers = (one: string) => left.some((other) => one === other || one.startsWith(`${other}/`));
      expect(paths.every(covers)).toBe(true);
      expect(left.some((one) => left.some((other) => one.startsWith(`${other}/`)))).toBe(false);
    }),
  );
});
