import { expect, test } from "vitest";
import { compileRules } from "./compile";
import { decide } from "./decide";
import { parseRule } from "./rule";

const rules = ["Bash(rm:*)", "Bash(chmod:*)"].flatMap((text) => {
  const parsed = parseRule(text, "allow", "user");
  return parsed.ok ? [parsed.value] : [];
});
const judge = (command: string) =>
  decide({ tool: "Bash", access: { type: "shell", command } }, { rules: compileRules(rules), mode: "bypass" });

test.each([
  "rm -rf .",
  "rm -rf *",
  "rm -r ./*",
  "rm -rf ..",
  "rm -rf /",
  "rm -rf ~",
  'rm -rf "$HOME"',
  "cd src && rm -rf ..",
  "chmod -R 0 .",
])("asks about `%s` each time, in every mode and whatever a rule allows", (command) => {
  const decision = judge(command);
  expect(decision.verdict).toBe("ask");
  expect(decision.always).toEqual([]);
  expect(decision.reason.type).toBe("protected");
});

test.each(["rm -rf dist", "rm a.txt", "rm -rf dist/*", "chmod +x run.sh", "ls ."])(
  "leaves `%s` to rules and mode",
  (command) => {
    expect(judge(command).verdict).toBe("allow");
  },
);
