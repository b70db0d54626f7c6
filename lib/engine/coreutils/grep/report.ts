import { bytesOf } from "../lines/bytes-text";
import type { Fit } from "./matcher";
import type { GrepSettings } from "./settings";

const clear = "\u001b[m\u001b[K";
const painted = (color: string, text: string): string => `\u001b[${color}m\u001b[K${text}${clear}`;

/** Writes what grep found, with what stands before each line. */
export function createReport(settings: GrepSettings, isNamed: boolean, out: (text: Uint8Array) => void) {
  const { has, isColored } = settings;
  const paint = (color: string, text: string): string => (isColored ? painted(color, text) : text);
  const end = has("z") ? "\0" : "\n";
  const wide = has("T");
  const nameOf = (name: string): string => paint("35", name);
  const write = (text: string): void => {
    out(bytesOf(text));
  };
  const head = (name: string, number: number, offset: number, sign: string): string => {
    const parts: string[] = [];
    if (isNamed) parts.push(has("Z") ? `${nameOf(name)}\0` : nameOf(name) + paint("36", sign));
    if (has("n")) parts.push(paint("32", String(number).padStart(wide ? 2 : 0)) + paint("36", sign));
    if (has("b")) parts.push(paint("32", String(offset).padStart(wide ? 7 : 0)) + paint("36", sign));
    const text = parts.join("");
    return wide && text !== "" ? `${text}\t` : text;
  };
  const colored = (text: string, fits: Iterable<Fit>): string => {
    let done = 0;
    let line = "";
    for (const [from, to] of fits) {
      if (from === to) continue;
      line += text.slice(done, from) + painted("01;31", text.slice(from, to));
      done = to;
    }
    return line + text.slice(done);
  };
  return {
    line(name: string, number: number, offset: number, text: string, fits: Iterable<Fit> | undefined): void {
      const shown = isColored && fits !== undefined ? colored(text, fits) : text;
      write(head(name, number, offset, fits === undefined ? "-" : ":") + shown + end);
    },
    part(name: string, number: number, offset: number, text: string, [from, to]: Fit): void {
      const before = Buffer.byteLength(text.slice(0, from));
      write(head(name, number, offset + before, ":") + paint("01;31", text.slice(from, to)) + end);
    },
    gap(): void {
      write(`${paint("36", "--")}\n`);
    },
    count(name: string, found: number): void {
      write(`${isNamed ? nameOf(name) + (has("Z") ? "\0" : paint("36", ":")) : ""}${found}\n`);
    },
    name(name: string): void {
      write(nameOf(name) + (has("Z") ? "\0" : "\n"));
    },
  };
}

export type Report = ReturnType<typeof createReport>;
