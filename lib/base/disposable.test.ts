import { expect, test } from "vitest";
import { disposeAll } from "./disposable";

const named = (name: string, gone: string[]) => ({ dispose: () => void gone.push(name) });

test("lets go of the last first, and only once", () => {
  const gone: string[] = [];
  const all = disposeAll([named("a", gone), named("b", gone)]);
  all.dispose();
  all.dispose();
  expect(gone).toEqual(["b", "a"]);
});

test("one that fails doesn't keep the others from being let go", () => {
  const gone: string[] = [];
  const broken = {
    dispose() {
      throw new Error("stuck");
    },
  };
  expect(() => {
    disposeAll([named("a", gone), broken, named("c", gone)]).dispose();
  }).toThrow("stuck");
  expect(gone).toEqual(["c", "a"]);
});
