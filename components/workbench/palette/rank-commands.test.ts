import { expect, test } from "vitest";
import type { Command, Strings } from "@/lib/studio";
import { rankCommands } from "./rank-commands";

const commands = ["Open settings", "Split the editor", "Show Git", "Reopen the closed tab"].map((title): Command => ({
  id: title,
  title: () => title,
  run: () => undefined,
}));

const find = (text: string) => rankCommands(commands, text, {} as Strings).map(({ id }) => id);

test("without a text all are listed by title", () => {
  expect(find("")).toEqual(["Open settings", "Reopen the closed tab", "Show Git", "Split the editor"]);
});

test("the start of the title comes before the start of a word, and that before the middle of one", () => {
  expect(find("open")).toEqual(["Open settings", "Reopen the closed tab"]);
  expect(find("s")).toEqual(["Show Git", "Split the editor", "Open settings", "Reopen the closed tab"]);
});

test("every word must be there, in any order", () => {
  expect(find("tab reopen")).toEqual(["Reopen the closed tab"]);
  expect(find("tab git")).toEqual([]);
});
