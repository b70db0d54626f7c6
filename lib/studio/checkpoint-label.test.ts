import { expect, test } from "vitest";
import { momentLabel } from "@/lib/workspace";
import { sayLabel } from "./checkpoint-label";
import { momentsDe } from "./strings/moments-de.data";
import { momentsEn } from "./strings/moments-en.data";

const deleting = momentLabel({ type: "deleting", paths: "a.txt" });
const say = (label: string, automatic = true) => sayLabel({ label, automatic }, momentsDe);

test("a checkpoint that came by itself is said in the language of whoever reads it, what is in it too", () => {
  expect(say(deleting)).toBe("Vor dem Löschen von a.txt");
  expect(say(momentLabel({ type: "restoring", label: deleting }))).toBe(
    "Vor dem Wiederherstellen von „Vor dem Löschen von a.txt“",
  );
  expect(say(momentLabel({ type: "tool", tool: "Write", title: "b.txt" }))).toBe("Vor Write: b.txt");
  expect(sayLabel({ label: deleting, automatic: true }, momentsEn)).toBe(deleting);
});

test("a name that someone gave stays as it is", () => {
  expect(say(deleting, false)).toBe(deleting);
  expect(say("index.js bearbeitet")).toBe("index.js bearbeitet");
});
