import { bytesOf } from "../lines/bytes-text";
import { allLines } from "../lines/read-lines";
import { tool, ToolFailure } from "../lines/run-tool";
import { reasonOf } from "../own/command";

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", "\\": "\\", "0": "" };

/** The signs of `-d`, which are gone through again and again. */
function delimitersOf(text: string): readonly string[] {
  return Array.from(text.matchAll(/\\([^])|([^])/gu), ([, escaped, sign = ""]) =>
    escaped === undefined ? sign : (escapes[escaped] ?? escaped),
  );
}

function joined(parts: readonly string[], delimiters: readonly string[]): string {
  return parts.map((part, at) => (at === 0 ? part : (delimiters[(at - 1) % delimiters.length] ?? "") + part)).join("");
}

/** All files' lines; `-` more than once takes turns. */
async function readAll(names: readonly string[]): Promise<readonly (readonly string[])[]> {
  const standard = names.includes("-") ? (await allLines("-")).map(({ text }) => text) : [];
  const turns = names.filter((name) => name === "-").length;
  let turn = 0;
  const all: (readonly string[])[] = [];
  for (const name of names) {
    if (name === "-") {
      const mine = turn++;
      all.push(standard.filter((_, at) => at % turns === mine));
      continue;
    }
    try {
      all.push((await allLines(name)).map(({ text }) => text));
    } catch (error) {
      throw new ToolFailure(`${name}: ${reasonOf(error)}`);
    }
  }
  return all;
}

/** Puts the lines of files side by side, or those of each in one row. */
export const paste = tool(
  { short: "d:sz", long: { delimiters: "d=", serial: "s", "zero-terminated": "z" } },
  async ({ out }, { has, value, rest }) => {
    const delimiters = delimitersOf(value("d") ?? "\t");
    const files = await readAll(rest.length > 0 ? rest : ["-"]);
    const longest = Math.max(0, ...files.map((lines) => lines.length));
    const rows = has("s") ? files : Array.from({ length: longest }, (_, at) => files.map((lines) => lines[at] ?? ""));
    const end = has("z") ? "\0" : "\n";
    out(bytesOf(rows.map((row) => joined(row, delimiters) + end).join("")));
    return 0;
  },
);
