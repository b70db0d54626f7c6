import { ToolFailure } from "../lines/run-tool";
import { formatted } from "../awk/format";
import { readLeading } from "../own/leading";
import type { Call, Command } from "../own/command";

interface Given {
  readonly first: string;
  readonly step: string;
  readonly last: string;
}

const number = /^[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|\.\d+|inf(?:inity)?)$/iu;

const digitsBehind = (text: string): number => /\.(\d*)$/u.exec(text)?.[1]?.length ?? 0;

function numbersOf(words: readonly string[]): Given {
  if (words.length === 0) throw new ToolFailure("missing operand", 1, true);
  if (words.length > 3) throw new ToolFailure(`extra operand '${words[3] ?? ""}'`, 1, true);
  const wrong = words.find((word) => !number.test(word));
  if (wrong !== undefined) throw new ToolFailure(`invalid floating point argument: '${wrong}'`, 1, true);
  const [one = "1", two = "1", three = "1"] = words;
  if (words.length === 1) return { first: "1", step: "1", last: one };
  if (words.length === 2) return { first: one, step: "1", last: two };
  if (Number(two) === 0) throw new ToolFailure(`invalid Zero increment value: '${two}'`, 1, true);
  return { first: one, step: two, last: three };
}

function* values({ first, step, last }: Given): Iterable<number> {
  const [from, by, to] = [first, step, last].map((text) => Number(text.replace(/^\+?inf.*/iu, "Infinity")));
  // A hair more, for what a sum of fractions loses.
  const slack = Math.abs(by ?? 1) * 1e-10;
  for (let at = 0; ; at++) {
    const value = (from ?? 0) + at * (by ?? 1);
    if ((by ?? 1) > 0 ? value > (to ?? 0) + slack : value < (to ?? 0) - slack) return;
    yield value;
  }
}

/** Words that begin with `-` and a digit are numbers, no options. */
function optionsOf(args: readonly string[]) {
  const at = args.findIndex((arg, place) => /^-[\d.]/u.test(arg) && !/^-[fs]$/u.test(args[place - 1] ?? ""));
  const before = at === -1 ? args : args.slice(0, at);
  const flags = readLeading(before, "fs", { format: "f", separator: "s", "equal-width": "w" });
  return { flags, words: [...flags.rest, ...(at === -1 ? [] : args.slice(at))] };
}

function write(call: Call): void {
  const { flags, words } = optionsOf(call.args);
  const given = numbersOf(words);
  const digits = Math.max(digitsBehind(given.first), digitsBehind(given.step));
  const plain = (value: number): string => (Object.is(value, -0) ? 0 : value).toFixed(digits);
  const widest = Math.max(
    plain(Number(given.first)).length,
    Number.isFinite(Number(given.last)) ? plain(Number(given.last)).length : 0,
  );
  const format = flags.value("f");
  const textOf = (value: number): string => {
    if (format !== undefined) return formatted(format, [value], String);
    const text = plain(value);
    if (!flags.has("w")) return text;
    return text.startsWith("-") ? `-${text.slice(1).padStart(widest - 1, "0")}` : text.padStart(widest, "0");
  };
  const joint = flags.value("s") ?? "\n";
  let text = "";
  let isFirst = true;
  for (const value of values(given)) {
    text += (isFirst ? "" : joint) + textOf(value);
    isFirst = false;
    if (text.length < 65_536) continue;
    call.out(text);
    text = "";
  }
  if (!isFirst) call.out(`${text}\n`);
}

/** Numbers in a row. */
export const seq: Command = (call) => {
  try {
    write(call);
    return 0;
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error;
    call.complain(error.message);
    process.stderr.write("Try 'seq --help' for more information.\n");
    return 1;
  }
};
