/** What a program of awk's is made of. */
export type Expression =
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "regex"; readonly source: string }
  | { readonly type: "variable"; readonly name: string }
  | { readonly type: "field"; readonly index: Expression }
  | { readonly type: "item"; readonly name: string; readonly keys: readonly Expression[] }
  | { readonly type: "assign"; readonly sign: string; readonly target: Target; readonly value: Expression }
  | { readonly type: "choice"; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly type: "binary"; readonly sign: string; readonly left: Expression; readonly right: Expression }
  | { readonly type: "match"; readonly isNegated: boolean; readonly left: Expression; readonly right: Expression }
  | { readonly type: "in"; readonly keys: readonly Expression[]; readonly name: string }
  | { readonly type: "unary"; readonly sign: string; readonly of: Expression }
  | { readonly type: "step"; readonly by: 1 | -1; readonly isBefore: boolean; readonly target: Target }
  | { readonly type: "call"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly type: "builtin"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly type: "group"; readonly items: readonly Expression[] }
  | {
      readonly type: "getline";
      readonly from: "input" | "file" | "command";
      readonly source?: Expression;
      readonly target?: Target;
    };

export type Target = Extract<Expression, { type: "variable" | "field" | "item" }>;

export type Statement =
  | { readonly type: "block"; readonly body: readonly Statement[] }
  | { readonly type: "expression"; readonly value: Expression }
  | {
      readonly type: "print";
      readonly isFormatted: boolean;
      readonly args: readonly Expression[];
      readonly to?: { readonly sign: string; readonly target: Expression };
    }
  | { readonly type: "if"; readonly test: Expression; readonly yes: Statement; readonly no?: Statement }
  | { readonly type: "while"; readonly test: Expression; readonly body: Statement; readonly isAfter: boolean }
  | {
      readonly type: "for";
      readonly first?: Statement;
      readonly test?: Expression;
      readonly step?: Statement;
      readonly body: Statement;
    }
  | { readonly type: "each"; readonly name: string; readonly array: string; readonly body: Statement }
  | {
      readonly type: "switch";
      readonly value: Expression;
      readonly cases: readonly { readonly test?: Expression; readonly body: readonly Statement[] }[];
    }
  | { readonly type: "jump"; readonly how: "break" | "continue" | "next" | "nextfile" }
  | { readonly type: "leave"; readonly how: "exit" | "return"; readonly value?: Expression }
  | { readonly type: "delete"; readonly name: string; readonly keys?: readonly Expression[] };

export type Pattern =
  | { readonly type: "begin" | "end" | "always" }
  | { readonly type: "when"; readonly test: Expression }
  | { readonly type: "range"; readonly from: Expression; readonly to: Expression };

export interface Rule {
  readonly pattern: Pattern;
  /** Undefined prints the line. */
  readonly body: Statement | undefined;
}

export interface FunctionTree {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: Statement;
}

export interface Program {
  readonly rules: readonly Rule[];
  readonly functions: ReadonlyMap<string, FunctionTree>;
}
