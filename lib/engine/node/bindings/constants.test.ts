import { expect, test } from "vitest";
import type { BindingHost } from "@/lib/engine/node/binding-host";
import { createConstantsBinding } from "./constants";

test("a constant can't be written, and a group of them may get more", () => {
  const shape = (): object => ({ zlib: { Z_OK: 0 } });
  const { zlib } = createConstantsBinding({ shape } as unknown as BindingHost) as { zlib: Record<string, number> };
  expect(() => {
    zlib["Z_OK"] = 1;
  }).toThrow(TypeError);
  zlib["more"] = 2;
  expect(zlib).toEqual({ Z_OK: 0, more: 2 });
});
