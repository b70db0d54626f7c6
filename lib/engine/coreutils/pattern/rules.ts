/** What a pattern is wrong by, in GNU's words. */
export class PatternError extends Error {}

export interface PatternRules {
  readonly dialect: "basic" | "extended";
  /** Which backslashes in brackets stand for another sign: none of grep's, `\n` and its like of sed's, all of awk's. */
  readonly bracketEscapes: "none" | "some" | "all";
  readonly ignoreCase?: boolean;
  /** `^` and `$` at every line, as sed's `M` has it. */
  readonly multiline?: boolean;
  readonly global?: boolean;
}
