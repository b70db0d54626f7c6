import { tool, ToolFailure } from "../lines/run-tool";
import { allLines } from "../lines/read-lines";

const units = ["", "K", "M", "G", "T", "P", "E"];

function parsed(text: string, from: string): number {
  const [, number, unit = "", i = ""] = /^\s*([-+]?\d+(?:\.\d+)?)([KMGTPEk]?)(i?)$/u.exec(text) ?? [];
  if (number === undefined) throw new ToolFailure(`invalid number: '${text}'`, 2);
  const power = units.indexOf(unit.toUpperCase());
  if (power > 0 && from === "none")
    throw new ToolFailure(`rejecting suffix in input: '${text}' (consider using --from)`, 2);
  const base = from === "iec" || from === "iec-i" || (from === "auto" && i !== "") ? 1024 : 1000;
  return Number(number) * base ** power;
}

/** Rounded away from zero; one digit behind the point below ten. */
function scaled(value: number, to: string): string {
  if (to === "none") return String(value);
  const base = to === "si" ? 1000 : 1024;
  let power = 0;
  let rest = Math.abs(value);
  while (rest >= base && power < units.length - 1) {
    rest /= base;
    power += 1;
  }
  const up = (number: number): number => Math.ceil(Number(number.toFixed(9)));
  const shown = power === 0 ? String(rest) : rest < 10 ? (up(rest * 10) / 10).toFixed(1) : String(up(rest));
  const unit = power === 0 ? "" : `${units[power] ?? ""}${to === "iec-i" ? "i" : ""}`;
  return `${value < 0 ? "-" : ""}${shown === "10.0" ? "10" : shown}${unit}`;
}

/** Numbers as people read them, and back. */
export const numfmt = tool(
  {
    short: "d:z",
    long: {
      from: "from=",
      to: "to=",
      delimiter: "d=",
      field: "field=",
      suffix: "suffix=",
      padding: "padding=",
      grouping: "grouping",
      header: "header?",
      round: "round=",
      invalid: "invalid=",
    },
  },
  async ({ out }, { value, rest }) => {
    const from = value("from") ?? "none";
    const to = value("to") ?? "none";
    const padding = Number(value("padding") ?? 0);
    const suffix = value("suffix") ?? "";
    const one = (text: string): string => {
      const shown = scaled(parsed(suffix === "" ? text : text.replace(suffix, ""), from), to) + suffix;
      return padding < 0 ? shown.padEnd(-padding) : shown.padStart(padding);
    };
    const field = Number(value("field") ?? 1);
    const delimiter = value("d");
    const line = (text: string): string => {
      if (delimiter === undefined && field === 1) return text.replace(/\S+/u, one);
      const parts = delimiter === undefined ? text.split(/(?<=\S)\s+/u) : text.split(delimiter);
      return parts.map((part, at) => (at === field - 1 ? one(part) : part)).join(delimiter ?? " ");
    };
    const lines = rest.length > 0 ? rest : (await allLines("-")).map(({ text }) => text);
    for (const text of lines) out(`${line(text)}\n`);
    return 0;
  },
  1,
);
