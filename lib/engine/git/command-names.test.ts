import { expect, test } from "vitest";
import { commandNames } from "./command-names.data";
import { commands } from "./commands";

test("the shell offers every command that there is, and no other", () => {
  expect([...commandNames]).toEqual(Object.keys(commands).toSorted());
});
