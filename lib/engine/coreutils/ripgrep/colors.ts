import { ToolFailure } from "../lines/run-tool";

type Part = "path" | "line" | "column" | "match";

/** What stands before a coloured part, behind the sign that ends all colours. */
export type Colors = Readonly<Record<Part, string>>;

interface Style {
  fg: string;
  bg: string;
  bold: boolean;
  intense: boolean;
  underline: boolean;
}

const names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
const plain = (fg = "", bold = false): Style => ({ fg, bg: "", bold, intense: false, underline: false });

function colorCode(color: string, isBack: boolean, isIntense: boolean): string {
  if (color === "") return "";
  const at = names.indexOf(color);
  if (at !== -1) return isIntense ? `\u001b[${isBack ? 48 : 38};5;${at + 8}m` : `\u001b[${isBack ? 40 + at : 30 + at}m`;
  return `\u001b[${isBack ? 48 : 38};${color.includes(",") ? `2;${color.replaceAll(",", ";")}` : `5;${color}`}m`;
}

const code = ({ fg, bg, bold, intense, underline }: Style): string =>
  (bold ? "\u001b[1m" : "") +
  (underline ? "\u001b[4m" : "") +
  colorCode(fg, false, intense) +
  colorCode(bg, true, intense);

const parts: readonly Part[] = ["path", "line", "column", "match"];

function change(style: Style, kind: string, value: string): Style | undefined {
  if (kind === "none") return plain();
  if (kind === "fg" || kind === "bg") return { ...style, [kind]: value };
  if (kind !== "style") return undefined;
  const name = value.replace(/^no/u, "") as keyof Style;
  return ["bold", "intense", "underline"].includes(name) ? { ...style, [name]: !value.startsWith("no") } : undefined;
}

/** The usual colours, changed by those of `--colors`, such as `match:fg:blue`. */
export function readColors(wishes: readonly string[]): Colors {
  const styles: Record<Part, Style> = {
    path: plain("magenta"),
    line: plain("green"),
    column: plain(),
    match: plain("red", true),
  };
  for (const wish of wishes) {
    const [name = "", kind = "", value = ""] = wish.split(":");
    const part = parts.find((each) => each === name);
    const style = part && change(styles[part], kind, value);
    if (part === undefined)
      throw new ToolFailure(`unrecognized output type '${name}'. Choose from: path, line, column, match.`, 2);
    if (style === undefined)
      throw new ToolFailure(
        `invalid color spec format: '${wish}'. Valid format is '(path|line|column|match):(fg|bg|style):(value)'.`,
        2,
      );
    styles[part] = style;
  }
  return { path: code(styles.path), line: code(styles.line), column: code(styles.column), match: code(styles.match) };
}

/** A text in a colour, as rg writes it. */
export const painted = (color: string, text: string): string => `\u001b[0m${color}${text}\u001b[0m`;
