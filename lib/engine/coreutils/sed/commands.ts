export type Address =
  | { readonly type: "line"; readonly line: number }
  | { readonly type: "last" }
  | { readonly type: "step"; readonly first: number; readonly step: number }
  /** Without an expression: the one that was used last. */
  | { readonly type: "pattern"; readonly regex: RegExp | undefined };

export type End =
  Address | { readonly type: "more"; readonly count: number } | { readonly type: "multiple"; readonly of: number };

export type Part =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "group"; readonly group: number }
  | { readonly type: "case"; readonly how: "U" | "L" | "u" | "l" | "E" };

export interface Substitution {
  readonly regex: RegExp | undefined;
  readonly parts: readonly Part[];
  readonly isGlobal: boolean;
  readonly place: number;
  readonly prints: boolean;
  readonly runs: boolean;
  readonly file: string | undefined;
}

interface Ranged {
  readonly from?: Address;
  readonly to?: End;
  readonly isNegated: boolean;
  /** Its place, by which the state of its range is kept. */
  readonly at: number;
}

export type SedCommand = Ranged &
  (
    | {
        readonly type: "plain";
        readonly name: "=" | "d" | "D" | "F" | "g" | "G" | "h" | "H" | "n" | "N" | "p" | "P" | "x" | "z";
      }
    | { readonly type: "text"; readonly name: "a" | "i" | "c"; readonly text: string }
    | { readonly type: "jump"; readonly name: "b" | "t" | "T"; readonly label: string }
    | { readonly type: "label"; readonly label: string }
    | { readonly type: "file"; readonly name: "r" | "R" | "w" | "W"; readonly file: string }
    | { readonly type: "quit"; readonly name: "q" | "Q"; readonly code: number }
    | { readonly type: "list"; readonly width: number | undefined }
    | { readonly type: "run"; readonly command: string }
    | { readonly type: "substitute"; readonly substitution: Substitution }
    | { readonly type: "translate"; readonly map: ReadonlyMap<string, string> }
    | { readonly type: "open"; readonly close: number }
    | { readonly type: "close" }
  );

/** What is wrong with a script; the place is put before it. */
export class ScriptError extends Error {
  constructor(
    message: string,
    readonly at?: number,
  ) {
    super(message);
  }
}
