import { createStore, type ReadableStore } from "@/lib/base";
import { compileRules, type CompiledRules } from "./compile";
import { parseRule, printRule, sameRule, type Rule, type RuleScope, type Verdict } from "./rule";

/** Rules as a settings file holds them. */
export type RuleSettings = Readonly<Partial<Record<Verdict, readonly string[]>>>;

const verdicts: readonly Verdict[] = ["deny", "ask", "allow"];

/** Reads a settings file's rules. What can't be read is reported and left out, never guessed at. */
export function readRules(
  settings: RuleSettings,
  scope: RuleScope,
): { rules: readonly Rule[]; problems: readonly string[] } {
  const rules: Rule[] = [];
  const problems: string[] = [];
  for (const verdict of verdicts) {
    for (const text of settings[verdict] ?? []) {
      const parsed = parseRule(text, verdict, scope);
      if (parsed.ok) rules.push(parsed.value);
      else problems.push(parsed.error);
    }
  }
  return { rules, problems };
}

export function writeRules(rules: readonly Rule[], scope: RuleScope): RuleSettings {
  const of = (verdict: Verdict) =>
    rules.filter((rule) => rule.scope === scope && rule.verdict === verdict).map(printRule);
  return { deny: of("deny"), ask: of("ask"), allow: of("allow") };
}

/** All rules in force, by scope. What a stranger's project allows counts only once the user trusts the project. */
export interface RuleBook {
  readonly rules: ReadableStore<readonly Rule[]>;
  readonly compiled: () => CompiledRules;
  readonly add: (...rules: readonly Rule[]) => void;
  readonly remove: (rule: Rule) => void;
  /** Puts a scope's rules in place of those it had. */
  readonly replace: (scope: RuleScope, rules: readonly Rule[]) => void;
}

export function createRuleBook(
  options: { readonly rules?: readonly Rule[]; readonly trusted?: () => boolean } = {},
): RuleBook {
  const trusted = options.trusted ?? (() => true);
  const rules = createStore<readonly Rule[]>(options.rules ?? []);
  let ready: { from: readonly Rule[]; trusted: boolean; compiled: CompiledRules } | undefined;
  return {
    rules,
    compiled() {
      const from = rules.get();
      const now = trusted();
      if (ready?.from !== from || ready.trusted !== now) {
        const counted = from.filter((rule) => now || rule.scope !== "project" || rule.verdict !== "allow");
        ready = { from, trusted: now, compiled: compileRules(counted) };
      }
      return ready.compiled;
    },
    add(...added) {
      rules.set((now) => {
        const kept = [...now];
        for (const rule of added) if (!kept.some((other) => sameRule(other, rule))) kept.push(rule);
        return kept;
      });
    },
    remove(rule) {
      rules.set((now) => now.filter((other) => !sameRule(other, rule)));
    },
    replace(scope, replaced) {
      rules.set((now) => [
        ...now.filter((rule) => rule.scope !== scope),
        ...replaced.map((rule) => ({ ...rule, scope })),
      ]);
    },
  };
}
