import { expect, test } from "vitest";
import { isKeybindings } from "./is-keybindings";
import { rebind, withKeybindings } from "./keybindings";

const commands = [{ id: "run", keys: ["F5"] }, { id: "save", keys: ["Mod+S", "F2"] }, { id: "home" }];

test("chosen keys take the place of those that a command came with, and are taken from other commands", () => {
  expect(withKeybindings(commands, { run: ["Mod+S"], home: ["F7"], gone: ["F8"] })).toEqual([
    { id: "run", keys: ["Mod+S"] },
    { id: "save", keys: ["F2"] },
    { id: "home", keys: ["F7"] },
  ]);
  expect(withKeybindings(commands, { run: [] })[0]).toEqual({ id: "run", keys: [] });
});

test("keys of a command that isn't here take nothing from those that are", () => {
  expect(withKeybindings(commands, { gone: ["F5"] })).toEqual(commands);
});

test("a shortcut belongs to the command that got it last", () => {
  const first = rebind({}, "run", ["F7"]);
  expect(rebind(first, "home", ["F7"])).toEqual({ run: [], home: ["F7"] });
  expect(rebind(first, "run", undefined)).toEqual({});
});

test("only lists of texts are keybindings", () => {
  expect([{ a: ["F5"] }, {}, { a: "F5" }, { a: [5] }, [], null].map(isKeybindings)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});
