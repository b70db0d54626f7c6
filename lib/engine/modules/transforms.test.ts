import { expect, test } from "vitest";
import { createTransforms } from "./transforms";

function remembering() {
  const kept = new Map<string, string>();
  const asked: string[] = [];
  const store = {
    get(key: string) {
      asked.push(key);
      return kept.get(key);
    },
    put: (key: string, value: string) => void kept.set(key, value),
  };
  return { store, kept, asked };
}

const long = `const load = (name) => import(name);\n${"// filler\n".repeat(1000)}async function f() { await load("a"); }`;

test("a big script is looked through once, and what is kept of it is small", () => {
  const { store, kept } = remembering();
  const first = createTransforms(store).script(long);
  expect(first.code).toBe(long.replace("import(", `${first.prefix ?? ""}m.import(`));
  const [[key = "", edits = ""] = []] = kept;
  expect(edits.length).toBeLessThan(200);
  kept.set(key, edits.replace("m.import", "m.import /* kept */"));
  expect(createTransforms(store).script(long).code).toContain("m.import /* kept */(name)");
});

test("a script is kept apart by whether it carries the context", () => {
  const { store, kept } = remembering();
  const transforms = createTransforms(store);
  const without = transforms.script(long).code;
  transforms.keepContext();
  const carrying = transforms.script(long).code;
  expect([kept.size, carrying === without, carrying.includes("k.current")]).toEqual([2, false, true]);
});

test("a script with nothing to change costs no question", () => {
  const { store, asked } = remembering();
  const plain = "const a = 1;\n".repeat(2000);
  expect(createTransforms(store).script(plain)).toEqual({ code: plain, moves: [], prefix: undefined });
  expect(asked).toEqual([]);
});
