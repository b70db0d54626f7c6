import type { Command, Strings } from "@/lib/studio";

/** Commands whose title has every word of the text at the start of a word, else anywhere; the best first, else by title. */
export function rankCommands(commands: readonly Command[], text: string, strings: Strings): readonly Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return commands
    .map((command) => ({ command, title: command.title(strings), score: scoreOf(command.title(strings), words) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || a.title.localeCompare(b.title))
    .map(({ command }) => command);
}

function scoreOf(title: string, words: readonly string[]): number {
  const lower = title.toLowerCase();
  let score = 1;
  for (const word of words) {
    const at = lower.indexOf(word);
    if (at < 0) return 0;
    if (at === 0) score += 3;
    else if (lower.includes(` ${word}`)) score += 2;
    else score += 1;
  }
  return score;
}
