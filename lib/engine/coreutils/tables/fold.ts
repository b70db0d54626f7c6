import { bytesOf } from "../lines/bytes-text";
import { allLines, type Line } from "../lines/read-lines";
import { eachFile, tool, ToolFailure } from "../lines/run-tool";
import { getStringWidth } from "../../text/string-width";
import type { Command } from "../own/command";

/** How far a sign moves the place in a line; a tab goes to the next stop. */
const moved = (at: number, sign: string, bytes: boolean): number => {
  if (bytes) return at + Buffer.byteLength(sign);
  if (sign === "\t") return at + 8 - (at % 8);
  return sign === "\b" ? Math.max(0, at - 1) : at + getStringWidth(sign);
};

function folded(line: string, width: number, bytes: boolean, atBlanks: boolean): string {
  let done = "";
  let row = "";
  let place = 0;
  const measure = (text: string): number => Array.from(text).reduce((at, sign) => moved(at, sign, bytes), 0);
  for (const sign of line) {
    if (moved(place, sign, bytes) > width && row !== "") {
      const blank = atBlanks ? /^[^]*[ \t]/u.exec(row)?.[0] : undefined;
      const [kept, rest] = blank === undefined ? [row, ""] : [blank, row.slice(blank.length)];
      done += `${kept}\n`;
      row = rest;
      place = measure(rest);
    }
    row += sign;
    place = moved(place, sign, bytes);
  }
  return done + row;
}

const put = (lines: readonly Line[], change: (text: string) => string): Uint8Array =>
  bytesOf(lines.map(({ text, isEnded }) => change(text) + (isEnded ? "\n" : "")).join(""));

/** Breaks long lines. */
export const fold = tool(
  { short: "bsw:", long: { bytes: "b", spaces: "s", width: "w=" } },
  (call, { has, value, rest }) => {
    const width = value("w") ?? "80";
    if (!/^[1-9]\d*$/u.test(width)) throw new ToolFailure(`invalid number of columns: '${width}'`);
    return eachFile(call, rest, async (name) => {
      call.out(put(await allLines(name), (line) => folded(line, Number(width), has("b"), has("s"))));
    });
  },
);

/** `fold -5` and `fold -b5`, as they were written once. */
export const foldOf: Command = (call) =>
  fold({ ...call, args: call.args.flatMap((arg) => (/^-([bs]*)(\d+)$/u.exec(arg)?.slice(1) ? oldForm(arg) : [arg])) });

const oldForm = (arg: string): readonly string[] => {
  const [, letters = "", width = ""] = /^-([bs]*)(\d+)$/u.exec(arg) ?? [];
  return [...(letters === "" ? [] : [`-${letters}`]), "-w", width];
};

type Stops = (place: number) => number;

/** Every so many places, or at the places that are named. */
function stopsOf(text: string): Stops {
  const named = text.split(/[ ,]+/u).map(Number);
  if (named.some((one) => !Number.isInteger(one) || one < 1))
    throw new ToolFailure(`tab size contains invalid character(s): '${text}'`);
  const [size = 8] = named;
  if (named.length === 1) return (place) => place + size - (place % size);
  return (place) => named.find((stop) => stop > place) ?? place + 1;
}

function expanded(line: string, next: Stops, onlyFirst: boolean): string {
  let text = "";
  let place = 0;
  let isFirst = true;
  for (const sign of line) {
    if (sign === "\t" && (isFirst || !onlyFirst)) {
      const stop = next(place);
      text += " ".repeat(stop - place);
      place = stop;
      continue;
    }
    if (sign !== " ") isFirst = false;
    text += sign;
    place += getStringWidth(sign);
  }
  return text;
}

function unexpanded(line: string, next: Stops, all: boolean): string {
  let text = "";
  let place = 0;
  let blank = 0;
  let isFirst = true;
  const flush = (): void => {
    const from = place - blank;
    let at = from;
    const mayTab = blank > 0 && (isFirst || all);
    for (let stop = mayTab ? next(at) : place + 1; stop <= place; stop = next(at)) {
      text += stop - at === 1 && at === from && place === stop && !isFirst ? " " : "\t";
      at = stop;
    }
    text += " ".repeat(place - at);
    blank = 0;
  };
  for (const sign of line) {
    if (sign === " " || sign === "\t") {
      const stop = sign === " " ? place + 1 : next(place);
      blank += stop - place;
      place = stop;
      continue;
    }
    flush();
    isFirst = false;
    text += sign;
    place += getStringWidth(sign);
  }
  flush();
  return text;
}

const tabOptions = { short: "iat:", long: { initial: "i", tabs: "t=", all: "a", "first-only": "first" } } as const;

/** Tabs become blanks. */
export const expand = tool(tabOptions, (call, { has, value, rest }) => {
  const stops = stopsOf(value("t") ?? "8");
  return eachFile(call, rest, async (name) => {
    call.out(put(await allLines(name), (line) => expanded(line, stops, has("i"))));
  });
});

/** Blanks become tabs. */
export const unexpand = tool(tabOptions, (call, { has, value, rest }) => {
  const stops = stopsOf(value("t") ?? "8");
  const all = (has("a") || has("t")) && !has("first");
  return eachFile(call, rest, async (name) => {
    call.out(put(await allLines(name), (line) => unexpanded(line, stops, all)));
  });
});

/** Each line from its end. */
export const rev = tool({ short: "0", long: { zero: "0" } }, (call, { rest }) =>
  eachFile(call, rest, async (name) => {
    call.out(put(await allLines(name), (line) => Array.from(line).toReversed().join("")));
  }),
);
