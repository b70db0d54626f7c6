/** The code that carries the asynchronous context over an `await`, in one function that awaits. */
export interface ContextText {
  /** Declares the two variables: the value under way, and the context while suspended (the cell itself: not suspended). */
  readonly variables: string;
  /** What stands before and after the operand instead of `await`. The context is saved once the operand is evaluated. */
  around(word: "await" | "yield", place?: number): readonly [string, string];
  /** Puts the context back after a rejection, where it may have been an `await` or not. */
  readonly restoreOnce: string;
  /** Around the text of a direct `eval`: `import()` in it is the module's own, as in the code around it. */
  readonly evaluated: readonly [string, string];
  /** The operand of a `for await`, with the context saved; and what puts it back in each turn and after the last. */
  readonly saved: readonly [string, string];
  readonly restore: string;
}

export function contextText(prefix: string): ContextText {
  const [value, saved, cell] = [`${prefix}t`, `${prefix}c`, `${prefix}k`];
  return {
    variables: `let ${value},${saved}=${cell};`,
    around: (word, place) => [
      `(${value}=${word}(${value}=(`,
      `),${saved}=${cell}.current,${place === undefined ? value : `${prefix}m.at(${place},${value})`}),${cell}.current=${saved},${saved}=${cell},${value})`,
    ],
    restoreOnce: `if(${saved}!==${cell})${cell}.current=${saved},${saved}=${cell};`,
    evaluated: [`${prefix}m.text(`, `,"${prefix}")`],
    saved: [`(${value}=(`, `),${saved}=${cell}.current,${value})`],
    restore: `if(${saved}!==${cell})${cell}.current=${saved};`,
  };
}
