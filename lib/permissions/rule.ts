import { failure, success, type Result } from "@/lib/base";

export type Verdict = "allow" | "ask" | "deny";

/** Where a rule was written down. `project` rules travel with the files, so they may come from a stranger. */
export type RuleScope = "project" | "user" | "session";

export interface Rule {
  readonly verdict: Verdict;
  readonly tool: string;
  readonly specifier?: string;
  readonly scope: RuleScope;
}

const toolName = /^[A-Za-z_*][\w*.-]*$/;

/** Reads `Tool` or `Tool(specifier)`. `Tool()` and `Tool(*)` mean the whole tool. */
export function parseRule(text: string, verdict: Verdict, scope: RuleScope): Result<Rule, string> {
  const trimmed = text.trim();
  const open = trimmed.indexOf("(");
  const tool = (open < 0 ? trimmed : trimmed.slice(0, open)).trim();
  if (!toolName.test(tool))
    return failure(`A rule starts with a tool's name, such as \`Bash(npm test:*)\`; got \`${text}\`.`);
  if (open < 0) return success({ verdict, tool, scope });
  if (!trimmed.endsWith(")")) return failure(`The rule \`${text}\` lacks its closing bracket.`);
  const specifier = trimmed.slice(open + 1, -1).trim();
  return success(
    specifier === "" || specifier === "*" ? { verdict, tool, scope } : { verdict, tool, specifier, scope },
  );
}

export function printRule(rule: Pick<Rule, "tool" | "specifier">): string {
  return rule.specifier === undefined ? rule.tool : `${rule.tool}(${rule.specifier})`;
}

export function sameRule(a: Rule, b: Rule): boolean {
  return a.verdict === b.verdict && a.scope === b.scope && printRule(a) === printRule(b);
}
