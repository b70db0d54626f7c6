import { allLines } from "../lines/read-lines";
import { bytesOf } from "../lines/bytes-text";
import { eachFile, tool, ToolFailure } from "../lines/run-tool";
import { getStringWidth } from "../../text/string-width";

interface Best {
  readonly cost: number;
  readonly next: number;
  readonly length: number;
}

const endsSentence = (word: string | undefined): boolean => /[.?!]["')\]]*$/u.test(word ?? "");

/** What it costs to begin a line with this word: after a sentence it is cheap, with a word that stands alone dear. */
function beginCost(words: readonly string[], at: number): number {
  const word = words[at] ?? "";
  const cost = 70 ** 2 + (at === 0 ? 0 : costAfter(words[at - 1] ?? "", words[at - 2]));
  if (word.startsWith("(")) return cost - 40 ** 2;
  return at === words.length - 1 || endsSentence(word) ? cost + 150 ** 2 / (word.length + 2) : cost;
}

function costAfter(before: string, oneMore: string | undefined): number {
  if (endsSentence(before)) return -(50 ** 2);
  if (/[,;:]$/u.test(before)) return -(40 ** 2);
  return endsSentence(oneMore) ? 200 ** 2 / (before.length + 2) : 0;
}

/** The lines of a paragraph so that they are alike in length, as GNU's fmt weighs it. */
function broken(words: readonly string[], width: number, goal: number): readonly string[] {
  const end: Best = { cost: 0, next: words.length, length: 0 };
  const best = new Map<number, Best>([[words.length, end]]);
  for (let from = words.length - 1; from >= 0; from--) {
    const found = bestLine(words, from, width, (length, to) => {
      const rest = best.get(to) ?? end;
      return rest.cost + (to === words.length ? 0 : lineCost(length, goal, rest, words.length));
    });
    best.set(from, { ...found, cost: found.cost + beginCost(words, from) });
  }
  const lines: string[] = [];
  for (let at = 0; at < words.length;) {
    const { next } = best.get(at) ?? end;
    lines.push(words.slice(at, next).join(" "));
    at = next;
  }
  return lines;
}

/** The cheapest end of a line that begins with a word. */
function bestLine(
  words: readonly string[],
  from: number,
  width: number,
  costOf: (length: number, to: number) => number,
): Best {
  let length = -1;
  let found: Best = { cost: Number.POSITIVE_INFINITY, next: from + 1, length: 0 };
  for (const [at, word] of words.slice(from).entries()) {
    length += 1 + getStringWidth(word);
    if (length > width && at > 0) break;
    const cost = costOf(length, from + at + 1);
    if (cost < found.cost) found = { cost, next: from + at + 1, length };
  }
  return found;
}

/** A line may be a little short, and a little unlike the next one. */
function lineCost(length: number, goal: number, rest: Best, end: number): number {
  const short = ((goal - length) * 10) ** 2;
  return rest.next === end ? short : short + ((length - rest.length) * 10) ** 2 / 2;
}

/** Fills paragraphs. */
export const fmt = tool(
  {
    short: "w:g:cstu",
    long: {
      width: "w=",
      goal: "g=",
      "crown-margin": "c",
      "split-only": "s",
      "tagged-paragraph": "t",
      "uniform-spacing": "u",
    },
  },
  (call, { has, value, rest }) => {
    const width = Number(value("w") ?? 75);
    if (!Number.isInteger(width) || width < 1) throw new ToolFailure(`invalid width: '${value("w") ?? ""}'`);
    const goal = Number(value("g") ?? Math.floor((width * (2 * (100 - 7) + 1)) / 200));
    return eachFile(call, rest, async (name) => {
      const made: string[] = [];
      let words: string[] = [];
      let indent = "";
      const flush = (): void => {
        const space = indent.length;
        if (words.length > 0) made.push(...broken(words, width - space, goal - space).map((line) => indent + line));
        words = [];
      };
      for (const { text } of await allLines(name)) {
        const [space = ""] = /^[ \t]*/u.exec(text) ?? [];
        if (text.trim() === "" || (words.length > 0 && (space !== indent || has("s")))) flush();
        if (text.trim() === "") {
          made.push("");
          continue;
        }
        if (words.length === 0) indent = space;
        words.push(...text.trim().split(/\s+/u));
      }
      flush();
      call.out(bytesOf(made.map((line) => `${line}\n`).join("")));
    });
  },
);

/** Things in an order in which each comes before what needs it. */
export const tsort = tool({ short: "", long: {} }, async (call, { rest }) => {
  const [name = "-"] = rest;
  const words = (await allLines(name)).flatMap(({ text }) => text.split(/\s+/u).filter(Boolean));
  if (words.length % 2 === 1) throw new ToolFailure(`${name}: input contains an odd number of tokens`);
  const after = new Map<string, string[]>(words.map((word) => [word, []]));
  const waits = new Map<string, number>(words.map((word) => [word, 0]));
  const count = (word: string, by: number): number => {
    waits.set(word, (waits.get(word) ?? 0) + by);
    return waits.get(word) ?? 0;
  };
  for (const [at, word] of words.entries()) {
    const before = words[at - 1];
    if (before === undefined || at % 2 === 0 || before === word) continue;
    after.get(before)?.push(word);
    count(word, 1);
  }
  const ready = Array.from(waits.keys()).filter((word) => waits.get(word) === 0);
  for (const word of ready) {
    call.out(`${word}\n`);
    ready.push(...(after.get(word) ?? []).filter((next) => count(next, -1) === 0));
  }
  if (ready.length === waits.size) return 0;
  const left = Array.from(waits.keys()).filter((word) => !ready.includes(word));
  call.complain(`${name}: input contains a loop:`);
  left.forEach(call.complain);
  call.out(left.map((word) => `${word}\n`).join(""));
  return 1;
});
