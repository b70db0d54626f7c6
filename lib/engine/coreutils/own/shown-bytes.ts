import type { Flags } from "./command";

export const catNames: Readonly<Record<string, string>> = {
  number: "n",
  "number-nonblank": "b",
  "squeeze-blank": "s",
  "show-all": "A",
  "show-ends": "E",
  "show-tabs": "T",
  "show-nonprinting": "v",
};

/** A byte that isn't to be printed, as `cat -v` writes it. */
function visible(byte: number): string {
  if (byte >= 128) return `M-${visible(byte - 128)}`;
  if (byte === 127) return "^?";
  return byte < 32 ? `^${String.fromCodePoint(byte + 64)}` : String.fromCodePoint(byte);
}

const newline = 10;
const tab = 9;

/** What `cat` makes of bytes, which come in pieces; undefined where it changes none. */
export function shownBy(flags: Flags): ((piece: Uint8Array) => Uint8Array) | undefined {
  const has = (letters: string): boolean => Array.from(letters).some((letter) => flags.has(letter));
  const [ends, tabs, others] = [has("AEe"), has("ATt"), has("Avet")];
  const numbers = flags.has("b") ? "b" : flags.has("n") ? "n" : "";
  const squeezes = flags.has("s");
  if (!ends && !tabs && !others && numbers === "" && !squeezes) return undefined;
  let [line, empties, atStart] = [0, 0, true];
  const begin = (byte: number): string => {
    atStart = false;
    const counts = numbers === "n" || (numbers === "b" && byte !== newline);
    return counts ? `${String(++line).padStart(6)}\t` : "";
  };
  const shown = (byte: number): string => {
    if (byte === tab) return tabs ? "^I" : "\t";
    return others ? visible(byte) : String.fromCodePoint(byte);
  };
  const taken = (byte: number): string => {
    if (byte !== newline) return (atStart ? begin(byte) : "") + shown(byte);
    empties = atStart ? empties + 1 : 0;
    if (squeezes && empties > 1) return "";
    const head = atStart ? begin(byte) : "";
    atStart = true;
    return `${head}${ends ? "$" : ""}\n`;
  };
  return (piece) => {
    let text = "";
    for (const byte of piece) text += taken(byte);
    return Buffer.from(text, "latin1");
  };
}
