import { expect } from "vitest";
import type { Both } from "./both";

const wordsOf = (line: string): string[] =>
  Array.from(line.matchAll(/(?:'[^']*'|[^\s'])+/gu), ([word]) => word.replaceAll("'", ""));

/**
 * Runs lines in both gits and expects the same of them: what they print and their codes. `! …` is a script whose words
 * about each folder must agree; `… <<< text` has something at its input, with `\n` for its lines.
 */
export async function expectSame(both: Both, lines: readonly string[]): Promise<void> {
  for (const line of lines)
    if (line.startsWith("! ")) {
      const { real, ours } = both.shell(line.slice(2));
      expect({ line, said: ours }).toEqual({ line, said: real });
    } else {
      const [command = "", input = ""] = line.split(" <<< ");
      const { real, ours } = await both.gitFed(input.replaceAll(String.raw`\n`, "\n"), ...wordsOf(command));
      expect({ line, ...ours, err: ours.err.trimEnd() }).toEqual({ line, ...real, err: real.err.trimEnd() });
    }
}

/** The lines of a text, without blanks around them and without empty ones. */
export const linesOf = (text: string): readonly string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
