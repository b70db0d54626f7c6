import { bytesOf } from "../lines/bytes-text";
import { tool, usage, ToolFailure, type Options } from "../lines/run-tool";
import { linesOrFail } from "./comm";

interface Row {
  readonly key: string;
  readonly fields: readonly string[];
}

type Field = readonly [file: 0 | 1 | 2, field: number];

interface Joining {
  readonly separator: string | undefined;
  readonly keys: readonly [number, number];
  readonly format: readonly Field[] | "auto" | undefined;
  readonly empty: string;
  readonly ignoreCase: boolean;
}

function fieldNumber(text: string | undefined, otherwise: string | undefined): number {
  const given = text ?? otherwise ?? "1";
  if (!/^[1-9]\d*$/u.test(given)) throw new ToolFailure(`invalid field number: '${given}'`);
  return Number(given) - 1;
}

function formatOf(given: readonly string[]): Joining["format"] {
  if (given.length === 0) return undefined;
  if (given.includes("auto")) return "auto";
  return given
    .join(" ")
    .split(/[ ,]+/u)
    .map((part): Field => {
      if (part === "0") return [0, 0];
      const [, file, field] = /^([12])\.([1-9]\d*)$/u.exec(part) ?? [];
      if (file === undefined) throw new ToolFailure(`invalid field specifier: '${part}'`);
      return [file === "1" ? 1 : 2, Number(field) - 1];
    });
}

function joiningOf({ value, given, has }: Options): Joining {
  const separator = value("t");
  return {
    separator: separator === String.raw`\0` ? "\0" : separator,
    keys: [fieldNumber(value("1"), value("j")), fieldNumber(value("2"), value("j"))],
    format: formatOf(given.filter(([key]) => key === "o").map(([, text]) => text)),
    empty: value("e") ?? "",
    ignoreCase: has("i"),
  };
}

function rowsOf(lines: readonly string[], at: 0 | 1, { separator, keys, ignoreCase }: Joining): readonly Row[] {
  return lines.map((line) => {
    const fields = separator === undefined ? line.trimStart().split(/[ \t]+/u) : line.split(separator);
    const key = fields[keys[at]] ?? "";
    return { fields, key: ignoreCase ? key.toLowerCase() : key };
  });
}

/** A row of what was joined; undefined stands for a file that has no such key. */
function shown(one: Row | undefined, other: Row | undefined, joining: Joining): string {
  const { format, empty, separator, keys } = joining;
  const key = (one ?? other)?.fields[one === undefined ? keys[1] : keys[0]] ?? "";
  const rest = (row: Row | undefined, at: 0 | 1): readonly string[] =>
    row?.fields.filter((_, place) => place !== keys[at]) ?? [];
  const parts = Array.isArray(format)
    ? (format as readonly Field[]).map(([file, field]) => {
        if (file === 0) return key || empty;
        return (file === 1 ? one : other)?.fields[field] || empty;
      })
    : [key, ...rest(one, 0), ...rest(other, 1)];
  return parts.join(separator ?? " ");
}

/** The first line that isn't where its key belongs. */
function disorder(name: string, rows: readonly Row[], lines: readonly string[]): string | undefined {
  const at = rows.findIndex((row, place) => place > 0 && row.key < (rows[place - 1]?.key ?? ""));
  return at === -1 ? undefined : `${name}:${at + 1}: is not sorted: ${lines[at] ?? ""}`;
}

function* pairs(one: readonly Row[], other: readonly Row[]): Iterable<readonly [Row | undefined, Row | undefined]> {
  let at = 0;
  let place = 0;
  const run = (rows: readonly Row[], from: number): number => {
    const end = rows.findIndex((row, number) => number >= from && row.key !== rows[from]?.key);
    return end === -1 ? rows.length : end;
  };
  while (at < one.length || place < other.length) {
    const [left, right] = [one[at], other[place]];
    if (right === undefined || (left !== undefined && left.key < right.key)) {
      yield [left, undefined];
      at += 1;
    } else if (left === undefined || left.key > right.key) {
      yield [undefined, right];
      place += 1;
    } else {
      const [end, otherEnd] = [run(one, at), run(other, place)];
      for (const row of one.slice(at, end)) for (const match of other.slice(place, otherEnd)) yield [row, match];
      [at, place] = [end, otherEnd];
    }
  }
}

/** Joins the lines of two sorted files that have a field in common. */
export const join = tool(
  {
    short: "a:e:i1:2:j:o:t:v:z",
    long: {
      "ignore-case": "i",
      "check-order": "check",
      "nocheck-order": "nocheck",
      header: "header",
      "zero-terminated": "z",
    },
  },
  async (call, options) => {
    const [first, second, extra] = options.rest;
    if (first === undefined) return usage("missing operand");
    if (second === undefined) return usage(`missing operand after '${first}'`);
    if (extra !== undefined) return usage(`extra operand '${extra}'`);
    const joining = joiningOf(options);
    const lines = [await linesOrFail(first), await linesOrFail(second)] as const;
    const rows = [rowsOf(lines[0], 0, joining), rowsOf(lines[1], 1, joining)] as const;
    const { text, hasLone } = joinedRows(rows, joining, options);
    call.out(bytesOf(text.map((line) => `${line}\n`).join("")));
    if (!hasLone || options.has("nocheck")) return 0;
    const faults = [disorder(second, rows[1], lines[1]), disorder(first, rows[0], lines[0])].flatMap(
      (one) => one ?? [],
    );
    if (faults.length === 0) return 0;
    faults.forEach(call.complain);
    call.complain("input is not in sorted order");
    return 1;
  },
);

/** The rows that are wanted, and whether one had no like in the other file. */
function joinedRows(rows: readonly [readonly Row[], readonly Row[]], joining: Joining, { given, has }: Options) {
  const wanted = (key: string): readonly string[] => given.filter(([name]) => name === key).map(([, text]) => text);
  const onlyLone = wanted("v").length > 0;
  const lone = new Set([...wanted("a"), ...wanted("v")]);
  const heads = has("header") ? 1 : 0;
  const text: string[] = heads === 1 ? [shown(rows[0][0], rows[1][0], joining)] : [];
  let hasLone = false;
  for (const [one, other] of pairs(rows[0].slice(heads), rows[1].slice(heads))) {
    const isPair = one !== undefined && other !== undefined;
    hasLone ||= !isPair;
    if (isPair ? !onlyLone : lone.has(one === undefined ? "2" : "1")) text.push(shown(one, other, joining));
  }
  return { text, hasLone };
}
