export {
  permissionModes,
  type Access,
  type Part,
  type PermissionCall,
  type PermissionMode,
  type ShellCommand,
} from "./call";
export { compileRules, type CompiledRules } from "./compile";
export { decide, type Decision, type DecisionContext, type DecisionReason } from "./decide";
export { describeReason, entryOf, isReason, type AnsweredDecision, type DecisionEntry } from "./decision-log";
export { onlyReads } from "./only-reads";
export { compilePathPattern } from "./path-pattern";
export { protectionOf, protections, type Protection } from "./protected";
export { parseRule, printRule, sameRule, type Rule, type RuleScope, type Verdict } from "./rule";
export { createRuleBook, readRules, writeRules, type RuleBook, type RuleSettings } from "./rule-book";
export { readScript } from "./shell/script";
export { matchesWildcard } from "./wildcard";
