type Fields = readonly [year: number, month: number, day: number, hour: number, minute: number, second: number];

export interface ReadTime {
  readonly fields: Fields;
  /** Whether any part of a date was read, from which the weekday follows. */
  readonly isDated: boolean;
  /** What stands behind, from a blank on. */
  readonly rest: string | undefined;
}

const ofDates = ["year", "shortYear", "month", "name", "day", "yearday", "epoch"];

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const monthNames = "january|february|march|april|may|june|july|august|september|october|november|december";
const dayNames = "sunday|monday|tuesday|wednesday|thursday|friday|saturday";

/** A full name, or its first three letters. */
const named = (names: string): string =>
  names
    .split("|")
    .map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`)
    .join("|");

/** What letters of a format match: a pattern and what the found text sets. */
const directives: Readonly<Record<string, readonly [pattern: string, field: string]>> = {
  Y: [String.raw`[+-]?\d{1,4}`, "year"],
  m: [String.raw`1[0-2]|0?[1-9]`, "month"],
  d: [String.raw`3[01]|[12]\d|0?[1-9]|\s[1-9]`, "day"],
  e: [String.raw`3[01]|[12]\d|0?[1-9]|\s[1-9]`, "day"],
  H: [String.raw`2[0-3]|[01]?\d`, "hour"],
  k: [String.raw`2[0-3]|[01]?\d|\s\d`, "hour"],
  I: [String.raw`1[0-2]|0?[1-9]`, "hour12"],
  l: [String.raw`1[0-2]|0?[1-9]`, "hour12"],
  M: [String.raw`[0-5]?\d`, "minute"],
  S: [String.raw`6[0-1]|[0-5]?\d`, "second"],
  y: [String.raw`\d{1,2}`, "shortYear"],
  j: [String.raw`\d{1,3}`, "yearday"],
  s: [String.raw`-?\d+`, "epoch"],
  p: ["am|pm", "half"],
  b: [named(monthNames), "name"],
  B: [named(monthNames), "name"],
  h: [named(monthNames), "name"],
  a: [named(dayNames), ""],
  A: [named(dayNames), ""],
  u: ["[1-7]", ""],
  w: ["[0-6]", ""],
  Z: ["[A-Za-z]+", ""],
  z: [String.raw`Z|[+-]\d{2}:?(?:\d{2})?`, ""],
};

const longer: Readonly<Record<string, string>> = {
  T: "%H:%M:%S",
  R: "%H:%M",
  D: "%m/%d/%y",
  F: "%Y-%m-%d",
  c: "%a %b %e %H:%M:%S %Y",
  x: "%m/%d/%y",
  X: "%H:%M:%S",
  r: "%I:%M:%S %p",
};

const piece = /%([A-Za-z%])|(\s+)|[^%\s]/gu;

/** The pattern of a format, and which field each of its groups sets. */
function patternOf(format: string, fields: string[]): string {
  return format.replace(piece, (text: string, letter: string | undefined, space: string | undefined) => {
    if (space !== undefined || letter === "n" || letter === "t") return String.raw`\s*`;
    if (letter === undefined) return text.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
    if (letter === "%") return "%";
    const inner = Object.hasOwn(longer, letter) ? longer[letter] : undefined;
    if (inner !== undefined) return patternOf(inner, fields);
    const [pattern, field] = (Object.hasOwn(directives, letter) ? directives[letter] : undefined) ?? ["[]", ""];
    fields.push(field);
    return String.raw`\s*(${pattern})`;
  });
}

function hourOf(found: ReadonlyMap<string, string>): number {
  const hour = found.get("hour12");
  if (hour === undefined) return Number(found.get("hour") ?? 0);
  return (Number(hour) % 12) + (found.get("half")?.toLowerCase() === "pm" ? 12 : 0);
}

function yearOf(found: ReadonlyMap<string, string>): number {
  const short = Number(found.get("shortYear") ?? Number.NaN);
  return Number.isNaN(short) ? Number(found.get("year") ?? 1900) : short + (short < 69 ? 2000 : 1900);
}

/** Reads a time as `strptime` does; undefined where the text doesn't fit. Zones are read over. */
export function readTime(text: string, format: string): ReadTime | undefined {
  const fields: string[] = [];
  const match = new RegExp(String.raw`^${patternOf(format, fields)}(\s[^]*)?$`, "iu").exec(text);
  if (match === null) return undefined;
  const found = new Map(fields.map((field, at) => [field, match[at + 1]?.trim() ?? ""]));
  return {
    fields: fieldsOf(found),
    isDated: ofDates.some((field) => found.has(field)),
    rest: match.at(-1),
  };
}

const fieldsAt = (time: Date): Fields => [
  time.getUTCFullYear(),
  time.getUTCMonth(),
  time.getUTCDate(),
  time.getUTCHours(),
  time.getUTCMinutes(),
  time.getUTCSeconds(),
];

function fieldsOf(found: ReadonlyMap<string, string>): Fields {
  const epoch = found.get("epoch");
  if (epoch !== undefined) return fieldsAt(new Date(Number(epoch) * 1000));
  const [minute, second] = [Number(found.get("minute") ?? 0), Number(found.get("second") ?? 0)];
  const yearday = found.get("yearday");
  if (yearday !== undefined) {
    const [year, month, day] = fieldsAt(new Date(Date.UTC(yearOf(found), 0, Number(yearday))));
    return [year, month, day, hourOf(found), minute, second];
  }
  const name = found.get("name")?.slice(0, 3).toLowerCase();
  const month = name === undefined ? Number(found.get("month") ?? 1) - 1 : months.indexOf(name);
  return [yearOf(found), month, Number(found.get("day") ?? 0), hourOf(found), minute, second];
}
