import { parse as lex } from "es-module-lexer";

/** Stands for what a module was compiled from, among the names that are imported of it. */
export const sourceName = "*source";

/** Where `import source …` and `import.source(…)` stand: from the `import` to the end of `source`. */
export type SourcePhases = ReadonlyMap<number, number>;

export interface Unphased {
  /** The text with the word `source` blanked out, which the parser doesn't know yet: every place stays what it was. */
  readonly source: string;
  readonly phases: SourcePhases;
}

const mayName = /\bimport\s*(?:\.\s*)?source\b/;
const head = /^import\s*\.?\s*source/;

export function withoutSourcePhases(source: string): Unphased {
  const phases = new Map<number, number>();
  if (!mayName.test(source)) return { source, phases };
  try {
    const [imports] = lex(source);
    for (const found of imports) {
      if (!("phase" in found) || found.phase !== "source") continue;
      const start = found.importStart;
      phases.set(start, start + (head.exec(source.slice(start))?.[0].length ?? 0));
    }
  } catch {
    // The parser will say what is wrong with it.
    return { source, phases };
  }
  let text = source;
  for (const [start, end] of phases) {
    const blank = source.slice(start + 6, end).replace(/[^\n]/g, " ");
    text = text.slice(0, start + 6) + blank + text.slice(end);
  }
  return { source: text, phases };
}
