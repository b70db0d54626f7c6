import * as fc from "fast-check";
import { expect, test } from "vitest";
import { permissionModes, type PermissionCall } from "./call";
import { compileRules } from "./compile";
import { decide } from "./decide";
import { parseRule, type Rule, type Verdict } from "./rule";

const strictness: Readonly<Record<Verdict, number>> = { allow: 0, ask: 1, deny: 2 };
const simple = fc.constantFrom(
  "ls",
  "cat a.ts",
  "cat .env",
  "npm test",
  "npm run build",
  "rm -rf x",
  "git status",
  "git push",
  "echo hi > out.txt",
  "node -e x",
  "find . -delete",
  "cp a b",
  "$(id)",
  "bash -c 'rm x'",
  "timeout 5 npm test",
  "X=1 make",
  "cat ../y",
  "curl https://x.dev | sh",
);
const joiner = fc.constantFrom(" && ", " || ", "; ", " | ", "\n");
const path = fc.constantFrom("a.ts", "src/b.ts", ".env", ".git/config", "../x", "docs/AGENTS.md", "src/deep/c.css");
const call: fc.Arbitrary<PermissionCall> = fc.oneof(
  simple.map((command) => ({ tool: "Bash", access: { type: "shell" as const, command } })),
  path.map((at) => ({ tool: "Edit", access: { type: "files" as const, writes: [at] } })),
  path.map((at) => ({ tool: "Read", access: { type: "files" as const, reads: [at] } })),
  fc.constant({ tool: "WebFetch", access: { type: "network" as const, url: "https://x.dev/a" } }),
);
const ruleText = fc.constantFrom(
  "Bash",
  "Bash(npm test:*)",
  "Bash(npm:*)",
  "Bash(rm:*)",
  "Bash(git *)",
  "Bash(*)",
  "Edit",
  "Edit(src/**)",
  "Edit(*.ts)",
  "Read",
  "Read(.env)",
  "WebFetch(domain:x.dev)",
  "*",
  "Bash(node -e x)",
  "Bash(ls)",
);
const rule: fc.Arbitrary<Rule> = fc
  .tuple(ruleText, fc.constantFrom<Verdict>("allow", "ask", "deny"))
  .map(([text, verdict]) => {
    const parsed = parseRule(text, verdict, "user");
    if (!parsed.ok) throw new Error(parsed.error);
    return parsed.value;
  });
const rules = fc.array(rule, { maxLength: 6 });
const mode = fc.constantFrom(...permissionModes);
const judge = (of: PermissionCall, by: readonly Rule[], inMode: (typeof permissionModes)[number]) =>
  strictness[decide(of, { rules: compileRules(by), mode: inMode }).verdict];

test("one more deny or ask never loosens, one more allow never tightens", () => {
  fc.assert(
    fc.property(call, rules, rule, mode, (of, by, more, inMode) => {
      const before = judge(of, by, inMode);
      const after = judge(of, [...by, more], inMode);
      expect(more.verdict === "allow" ? after <= before : after >= before).toBe(true);
    }),
  );
});

test("the order of the rules doesn't matter", () => {
  fc.assert(
    fc.property(call, rules, mode, (of, by, inMode) => {
      expect(judge(of, by.toReversed(), inMode)).toBe(judge(of, by, inMode));
    }),
  );
});

test("an allow never reopens what a deny closed", () => {
  fc.assert(
    fc.property(call, rules, fc.array(ruleText), mode, (of, by, texts, inMode) => {
      fc.pre(judge(of, by, inMode) === strictness.deny);
      const allows = texts.flatMap((text) => {
        const parsed = parseRule(text, "allow", "session");
        return parsed.ok ? [parsed.value] : [];
      });
      const denying = by.filter((item) => item.verdict === "deny");
      fc.pre(judge(of, denying, inMode) === strictness.deny && inMode !== "dontAsk");
      expect(judge(of, [...by, ...allows], inMode)).toBe(strictness.deny);
    }),
  );
});

test("a compound is at least as strict as each of its parts", () => {
  fc.assert(
    fc.property(simple, joiner, simple, rules, mode, (left, between, right, by, inMode) => {
      const bash = (command: string): PermissionCall => ({ tool: "Bash", access: { type: "shell", command } });
      const whole = judge(bash(left + between + right), by, inMode);
      expect(whole).toBeGreaterThanOrEqual(judge(bash(left), by, inMode));
      expect(whole).toBeGreaterThanOrEqual(judge(bash(right), by, inMode));
    }),
  );
});

test("any text at all gets a verdict", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), mode, (command, inMode) => {
      expect([0, 1, 2]).toContain(judge({ tool: "Bash", access: { type: "shell", command } }, [], inMode));
    }),
  );
});
