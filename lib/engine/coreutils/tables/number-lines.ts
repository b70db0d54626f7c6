import { bytesOf } from "../lines/bytes-text";
import { allLines } from "../lines/read-lines";
import { posixPattern } from "../pattern/posix";
import { eachFile, tool, ToolFailure, type Options } from "../lines/run-tool";

type Style = (line: string) => boolean;

function styleOf(text: string, part: string): Style {
  if (text === "a") return () => true;
  if (text === "t") return (line) => line !== "";
  if (text === "n") return () => false;
  if (!text.startsWith("p")) throw new ToolFailure(`invalid ${part} numbering style: '${text}'`, 1, true);
  const regex = posixPattern(text.slice(1), { dialect: "basic", bracketEscapes: "none" });
  return (line) => regex.test(line);
}

function formatted(number: number, width: number, format: string): string {
  const digits = String(number);
  if (format === "ln") return digits.padEnd(width);
  return format === "rz" ? digits.padStart(width, "0") : digits.padStart(width);
}

/** The sections that lines of `\:` begin: head, body and foot. */
const sections: Readonly<Record<string, string>> = {
  [String.raw`\:\:\:`]: "h",
  [String.raw`\:\:`]: "b",
  [String.raw`\:`]: "f",
};

function numbering(options: Options): (line: string) => string {
  const { value, has } = options;
  const styles: Readonly<Record<string, Style>> = {
    h: styleOf(value("h") ?? "n", "header"),
    b: styleOf(value("b") ?? "t", "body"),
    f: styleOf(value("f") ?? "n", "footer"),
  };
  const width = Number(value("w") ?? 6);
  const separator = value("s") ?? "\t";
  const format = value("n") ?? "rn";
  if (!["ln", "rn", "rz"].includes(format))
    throw new ToolFailure(`invalid line numbering format: '${format}'`, 1, true);
  const first = Number(value("v") ?? 1);
  const step = Number(value("i") ?? 1);
  const group = Number(value("l") ?? 1);
  let number = first;
  let section = "b";
  let blanks = 0;
  return (line) => {
    const begun = sections[line];
    if (begun !== undefined) {
      section = begun;
      if (!has("p")) number = first;
      return "\n";
    }
    blanks = line === "" ? blanks + 1 : 0;
    const isMeant = styles[section]?.(line) === true && (line !== "" || blanks % group === 0);
    if (!isMeant) return `${" ".repeat(width + separator.length)}${line}\n`;
    const shown = formatted(number, width, format);
    number += step;
    return `${shown}${separator}${line}\n`;
  };
}

/** Numbers lines. */
export const nl = tool(
  {
    short: "b:d:f:h:i:l:n:ps:v:w:",
    long: {
      "body-numbering": "b=",
      "section-delimiter": "d=",
      "footer-numbering": "f=",
      "header-numbering": "h=",
      "line-increment": "i=",
      "join-blank-lines": "l=",
      "number-format": "n=",
      "no-renumber": "p",
      "number-separator": "s=",
      "starting-line-number": "v=",
      "number-width": "w=",
    },
  },
  (call, options) => {
    const number = numbering(options);
    return eachFile(call, options.rest, async (name) => {
      const lines = await allLines(name);
      call.out(bytesOf(lines.map(({ text }) => number(text)).join("")));
    });
  },
);
