import { bytesOf } from "../lines/bytes-text";
import { tool, type Options } from "../lines/run-tool";
import { getStringWidth } from "../../text/string-width";
import { linesOrFail } from "./comm";

const padded = (text: string, width: number, toRight: boolean): string => {
  const space = " ".repeat(Math.max(0, width - getStringWidth(text)));
  return toRight ? space + text : text + space;
};

/** `1,3`, `0` for all, or names of columns. */
function chosen(list: string | undefined, names: readonly string[], count: number): ReadonlySet<number> {
  const all = Array.from({ length: count }, (_, at) => at);
  if (list === undefined) return new Set();
  return new Set(
    list.split(",").flatMap((one) => {
      if (one === "0") return all;
      return /^\d+$/u.test(one) ? [Number(one) - 1] : [names.indexOf(one)];
    }),
  );
}

function rowsOf(lines: readonly string[], { value }: Options): readonly (readonly string[])[] {
  const separators = value("s");
  const limit = Number(value("l") ?? 0);
  return lines
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const cells =
        separators === undefined
          ? line.trim().split(/[ \t]+/u)
          : line.split(new RegExp(`[${separators.replace(/[\\\]^-]/gu, String.raw`\$&`)}]`, "u"));
      return limit > 0 && cells.length > limit
        ? [...cells.slice(0, limit - 1), cells.slice(limit - 1).join(separators?.[0] ?? " ")]
        : cells;
    });
}

function table(rows: readonly (readonly string[])[], names: readonly string[], options: Options): string {
  const all = names.length > 0 && !options.has("d") ? [names, ...rows] : rows;
  const count = Math.max(0, ...all.map((row) => row.length));
  const hidden = chosen(options.value("H"), names, count);
  const right = chosen(options.value("R"), names, count);
  const places = Array.from({ length: count }, (_, at) => at).filter((at) => !hidden.has(at));
  const widths = places.map((at) => Math.max(0, ...all.map((row) => getStringWidth(row[at] ?? ""))));
  const joint = options.value("o") ?? "  ";
  return all
    .map((row) => {
      const last = places.length - 1;
      const cells = places.map((at, place) => {
        const text = row[at] ?? "";
        return place === last && !right.has(at) ? text : padded(text, widths[place] ?? 0, right.has(at));
      });
      return `${cells.join(joint)}\n`;
    })
    .join("");
}

function asJson(rows: readonly (readonly string[])[], names: readonly string[], name: string): string {
  const one = (row: readonly string[]): string =>
    names.map((key, at) => `         ${JSON.stringify(key)}: ${JSON.stringify(row[at] ?? null)}`).join(",\n");
  const all = rows.map((row) => `{\n${one(row)}\n      }`).join(",");
  return `{\n   ${JSON.stringify(name)}: [\n      ${all}\n   ]\n}\n`;
}

/** As many columns as fit, with tabs between them. */
function filled(cells: readonly string[], options: Options): string {
  const width = Number(options.value("c") ?? process.env["COLUMNS"] ?? (process.stdout.columns || 80));
  const longest = Math.max(0, ...cells.map((cell) => getStringWidth(cell)));
  const tab = 8;
  const size = (Math.floor(longest / tab) + 1) * tab;
  if (longest >= width || size > width) return cells.map((cell) => `${cell}\n`).join("");
  const columns = Math.max(1, Math.floor(width / size));
  const rows = Math.ceil(cells.length / columns);
  const line = (row: number): string => {
    const parts = options.has("x")
      ? cells.slice(row * columns, (row + 1) * columns)
      : cells.filter((_, at) => at % rows === row);
    return parts
      .map((part, at) =>
        at === parts.length - 1 ? part : part + "\t".repeat(Math.ceil((size - getStringWidth(part)) / tab)),
      )
      .join("");
  };
  return Array.from({ length: rows }, (_, row) => `${line(row)}\n`).join("");
}

/** Lays lines out in columns, or as a table. */
export const column = tool(
  {
    short: "ts:o:c:xN:R:H:JnedLl:",
    long: {
      table: "t",
      separator: "s=",
      "output-separator": "o=",
      "output-width": "c=",
      fillrows: "x",
      "table-columns": "N=",
      "table-right": "R=",
      "table-hide": "H=",
      "table-noheadings": "d",
      "table-columns-limit": "l=",
      "table-name": "name=",
      json: "J",
      "keep-empty-lines": "L",
    },
  },
  async ({ out }, options) => {
    const lines: string[] = [];
    for (const name of options.rest.length > 0 ? options.rest : ["-"]) lines.push(...(await linesOrFail(name)));
    const names = options.value("N")?.split(",") ?? [];
    if (options.has("J")) out(bytesOf(asJson(rowsOf(lines, options), names, options.value("name") ?? "table")));
    else if (options.has("t")) out(bytesOf(table(rowsOf(lines, options), names, options)));
    else
      out(
        bytesOf(
          filled(
            lines.filter((line) => line.trim() !== ""),
            options,
          ),
        ),
      );
    return 0;
  },
);
