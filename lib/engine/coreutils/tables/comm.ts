import { bytesOf } from "../lines/bytes-text";
import { allLines } from "../lines/read-lines";
import { tool, ToolFailure, usage } from "../lines/run-tool";
import { reasonOf } from "../own/command";

export async function linesOrFail(name: string, end = "\n"): Promise<readonly string[]> {
  try {
    return (await allLines(name, end)).map(({ text }) => text);
  } catch (error) {
    throw new ToolFailure(`${name}: ${reasonOf(error)}`);
  }
}

interface Merged {
  readonly rows: readonly (readonly [column: number, line: string])[];
  /** Which file is the first to be out of order, each with the number of rows before that. */
  readonly disorder: readonly number[];
}

function merged(one: readonly string[], other: readonly string[]): Merged {
  const rows: [number, string][] = [];
  const disorder: number[] = [];
  const check = (file: number, lines: readonly string[], at: number): void => {
    if (at > 0 && (lines[at] ?? "") < (lines[at - 1] ?? "") && at < lines.length && !disorder.includes(file))
      disorder.push(file);
  };
  for (let at = 0, place = 0; at < one.length || place < other.length;) {
    const [left, right] = [one[at], other[place]];
    const column = right === undefined || (left !== undefined && left < right) ? 0 : left === right ? 2 : 1;
    rows.push([column, (column === 1 ? right : left) ?? ""]);
    if (column !== 1) check(1, one, ++at);
    if (column !== 0) check(2, other, ++place);
  }
  return { rows, disorder };
}

/** The lines that only one of two sorted files has, or both. */
export const comm = tool(
  {
    short: "123z",
    long: {
      "check-order": "check",
      "nocheck-order": "nocheck",
      "output-delimiter": "o=",
      total: "total",
      "zero-terminated": "z",
    },
  },
  async (call, { has, value, rest }) => {
    const [first, second, extra] = rest;
    if (first === undefined) return usage("missing operand");
    if (second === undefined) return usage(`missing operand after '${first}'`);
    if (extra !== undefined) return usage(`extra operand '${extra}'`);
    const end = has("z") ? "\0" : "\n";
    const { rows, disorder } = merged(await linesOrFail(first, end), await linesOrFail(second, end));
    const shown = [0, 1, 2].filter((column) => !has(String(column + 1)));
    const delimiter = value("o") ?? "\t";
    const text = rows
      .filter(([column]) => shown.includes(column))
      .map(([column, line]) => delimiter.repeat(shown.indexOf(column)) + line + end);
    call.out(bytesOf(text.join("")));
    const count = (wanted: number): number => rows.filter(([column]) => column === wanted).length;
    if (has("total")) call.out(`${[count(0), count(1), count(2), "total"].join(delimiter)}${end}`);
    if (disorder.length === 0 || has("nocheck") || rows.every(([column]) => column === 2)) return 0;
    for (const file of disorder) call.complain(`file ${file} is not in sorted order`);
    call.complain("input is not in sorted order");
    return 1;
  },
);
