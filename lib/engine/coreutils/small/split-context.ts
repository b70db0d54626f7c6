import fs from "node:fs";
import { allLines } from "../lines/read-lines";
import { bytesOf } from "../lines/bytes-text";
import { posixPattern } from "../pattern/posix";
import { tool, ToolFailure, usage } from "../lines/run-tool";
import { reasonOf } from "../own/command";

interface Piece {
  readonly text: string;
  readonly isKept: boolean;
}

/** Where the next piece ends; undefined where a pattern isn't found. */
function endOf(pattern: string, lines: readonly string[], from: number): { at: number; isKept: boolean } | undefined {
  if (/^\d+$/u.test(pattern)) {
    const at = Number(pattern) - 1;
    return at > lines.length ? undefined : { at, isKept: true };
  }
  const [, sign = "/", source = "", offset = "0"] = /^([/%])([^]*)\1([-+]?\d*)$/u.exec(pattern) ?? [];
  if (source === "") return undefined;
  const regex = posixPattern(source, { dialect: "basic", bracketEscapes: "none" });
  const found = lines.findIndex((line, at) => at >= from && regex.test(line));
  return found === -1 ? undefined : { at: found + Number(offset || 0), isKept: sign === "/" };
}

/** Patterns with how often each is meant: `{2}` and `{*}` stand behind it. */
function steps(
  patterns: readonly string[],
): readonly { readonly pattern: string; readonly isNumber: boolean; readonly times: string }[] {
  return patterns.flatMap((pattern, at) => {
    if (/^\{(?:\d+|\*)\}$/u.test(pattern)) return [];
    return [
      { pattern, isNumber: /^\d+$/u.test(pattern), times: /^\{(\d+|\*)\}$/u.exec(patterns[at + 1] ?? "")?.[1] ?? "0" },
    ];
  });
}

function piecesOf(
  lines: readonly string[],
  patterns: readonly string[],
): { pieces: readonly Piece[]; failure?: string } {
  const pieces: Piece[] = [];
  let from = 0;
  let searched = 0;
  const put = (to: number, isKept: boolean): void => {
    const text = lines.slice(from, to).map((line) => `${line}\n`);
    pieces.push({ text: text.join(""), isKept });
    from = to;
  };
  for (const { pattern, times, isNumber } of steps(patterns)) {
    const most = times === "*" ? Number.POSITIVE_INFINITY : Number(times) + 1;
    for (let count = 1; count <= most; count++) {
      const end = endOf(isNumber ? String(Number(pattern) * count) : pattern, lines, searched);
      if (end === undefined && times === "*") break;
      if (end === undefined) {
        put(lines.length, true);
        return { pieces, failure: `'${pattern}': ${isNumber ? "line number out of range" : "match not found"}` };
      }
      put(end.at, end.isKept);
      searched = end.at + 1;
    }
  }
  put(lines.length, true);
  return { pieces };
}

/** Cuts a file where lines fit. */
export const csplit = tool(
  {
    short: "b:f:kn:sqz",
    long: {
      "suffix-format": "b=",
      prefix: "f=",
      "keep-files": "k",
      digits: "n=",
      quiet: "s",
      silent: "s",
      "elide-empty-files": "z",
    },
  },
  async (call, { has, value, rest }) => {
    const [file, ...patterns] = rest;
    if (file === undefined) return usage("missing operand");
    if (patterns.length === 0) return usage(`missing operand after '${file}'`);
    let lines: readonly string[];
    try {
      lines = (await allLines(file)).map(({ text }) => text);
    } catch (error) {
      throw new ToolFailure(`cannot open '${file}' for reading: ${reasonOf(error)}`);
    }
    const { pieces, failure } = piecesOf(lines, patterns);
    const kept = pieces.filter(({ isKept, text }) => isKept && !(has("z") && text === ""));
    const nameOf = (at: number): string => (value("f") ?? "xx") + String(at).padStart(Number(value("n") ?? 2), "0");
    kept.forEach(({ text }, at) => {
      if (!has("s") && !has("q")) call.out(`${bytesOf(text).length}\n`);
      if (failure === undefined || has("k")) fs.writeFileSync(nameOf(at), bytesOf(text));
    });
    if (failure === undefined) return 0;
    throw new ToolFailure(failure);
  },
);
