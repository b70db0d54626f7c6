import type { Json } from "./values";

export type Pattern =
  | { readonly type: "variable"; readonly name: string }
  | { readonly type: "array"; readonly items: readonly Pattern[] }
  | { readonly type: "object"; readonly entries: readonly PatternEntry[] };

export interface PatternEntry {
  readonly key: Node;
  /** A variable that is bound to the value as well. */
  readonly name: string | undefined;
  readonly pattern: Pattern | undefined;
}

export interface Definition {
  readonly name: string;
  readonly params: readonly string[];
  readonly body: Node;
}

export interface Entry {
  readonly key: Node;
  readonly value: Node;
}

export type BinaryOperator = "+" | "-" | "*" | "/" | "%" | "==" | "!=" | "<" | "<=" | ">" | ">=";
export type Assignment = "=" | "|=" | "+=" | "-=" | "*=" | "/=" | "%=" | "//=";

/** A program as it was read. */
export type Node =
  | { readonly type: "identity" }
  | { readonly type: "literal"; readonly value: Json }
  | { readonly type: "format"; readonly name: string }
  | { readonly type: "text"; readonly format: string; readonly parts: readonly (string | Node)[] }
  | { readonly type: "index"; readonly target: Node; readonly key: Node }
  | { readonly type: "slice"; readonly target: Node; readonly from: Node | undefined; readonly to: Node | undefined }
  | { readonly type: "iterate"; readonly target: Node }
  | { readonly type: "array"; readonly body: Node | undefined }
  | { readonly type: "object"; readonly entries: readonly Entry[] }
  | { readonly type: "negate"; readonly body: Node }
  | { readonly type: "pipe" | "comma" | "alternative" | "and" | "or"; readonly left: Node; readonly right: Node }
  | { readonly type: "binary"; readonly operator: BinaryOperator; readonly left: Node; readonly right: Node }
  | { readonly type: "assign"; readonly operator: Assignment; readonly left: Node; readonly right: Node }
  | { readonly type: "if"; readonly condition: Node; readonly then: Node; readonly otherwise: Node }
  | { readonly type: "try"; readonly body: Node; readonly handler: Node | undefined }
  | {
      readonly type: "reduce";
      readonly source: Node;
      readonly patterns: readonly Pattern[];
      readonly init: Node;
      readonly update: Node;
    }
  | {
      readonly type: "foreach";
      readonly source: Node;
      readonly patterns: readonly Pattern[];
      readonly init: Node;
      readonly update: Node;
      readonly extract: Node | undefined;
    }
  | { readonly type: "bind"; readonly source: Node; readonly patterns: readonly Pattern[]; readonly body: Node }
  | { readonly type: "label"; readonly name: string; readonly body: Node }
  | { readonly type: "break"; readonly name: string }
  | { readonly type: "variable"; readonly name: string }
  | { readonly type: "call"; readonly name: string; readonly args: readonly Node[] }
  | { readonly type: "define"; readonly definition: Definition; readonly body: Node };
