import fc from "fast-check";
import { expect, test } from "vitest";
import { op } from "@/lib/engine/protocol/operations";
import { packLists, unpackLists } from "./kept-lists";
import { ReadingLists } from "./reading-list";

const read = (lists: ReadingLists) => lists.all().map(([program, list]) => [program, [...list]]);

test("what one tab noted, the next one knows", () => {
  const name = fc.stringMatching(/^[a-z]{1,8}$/u);
  const noted = fc.array(fc.tuple(name, fc.constantFrom("stat", "readFile", "moduleStat", "lstat"), name), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(noted, (questions) => {
      const first = new ReadingLists(() => 0);
      for (const [program, call, path] of questions)
        first.note(first.open(`/bin/${program}`), op[call], call === "readFile" ? [-1] : [], [`/tmp/${path}`]);
      const second = new ReadingLists(() => 0);
      unpackLists(packLists(first), second);
      expect(read(second)).toEqual(read(first).slice(-8));
    }),
  );
});

test("what is broken, or of another build, is left out", () => {
  const lists = new ReadingLists(() => 0);
  unpackLists("{}", lists);
  const questions = [
    ["nothing", [], "/a"],
    ["exit", [0], "/a"],
    ["stat", "x", "/a"],
    ["stat", [], 3],
    7,
    ["stat", [], "/a"],
  ];
  unpackLists(JSON.stringify([7, null, ["/bin/a"], ["/bin/b", questions]]), lists);
  expect(lists.all().map(([program, list]) => [program, [...list.values()].map(({ path }) => path)])).toEqual([
    ["/bin/b", ["/a"]],
  ]);
});
