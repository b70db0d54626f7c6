import { expect, test } from "vitest";
import { createRuleBook, readRules, writeRules } from "./rule-book";
import { decide } from "./decide";

test("reads a settings file, reports what it can't read, and writes it back", () => {
  const { rules, problems } = readRules({ allow: ["Bash(npm test:*)", "Bash("], deny: ["Read(.env)"] }, "project");
  expect(problems).toHaveLength(1);
  expect(writeRules(rules, "project")).toEqual({ allow: ["Bash(npm test:*)"], ask: [], deny: ["Read(.env)"] });
});

test("what a stranger's project allows counts only once it is trusted, what it denies always", () => {
  let trusted = false;
  const book = createRuleBook({
    trusted: () => trusted,
    rules: readRules({ allow: ["Bash(evil:*)"], deny: ["Edit(x)"] }, "project").rules,
  });
  const judge = (command: string) =>
    decide({ tool: "Bash", access: { type: "shell", command } }, { mode: "default", rules: book.compiled() }).verdict;
  expect(judge("evil now")).toBe("ask");
  expect(judge("echo > x")).toBe("deny");
  trusted = true;
  expect(judge("evil now")).toBe("allow");
});

test("adding a rule twice keeps one, and removing it takes effect at once", () => {
  const book = createRuleBook();
  const [rule] = readRules({ allow: ["Bash(ls)"] }, "session").rules;
  if (!rule) throw new Error("no rule");
  book.add(rule, rule);
  book.add(rule);
  expect(book.rules.get()).toEqual([rule]);
  expect(book.compiled().allow.byTool.get("Bash")).toHaveLength(1);
  book.remove(rule);
  expect(book.compiled().allow.byTool.get("Bash")).toBeUndefined();
});
