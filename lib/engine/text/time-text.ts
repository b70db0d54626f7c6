const two = (value: number, fill = "0"): string => String(value).padStart(2, fill);

/** A moment as clocks somewhere show it. */
interface Fields {
  readonly time: Date;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly weekday: number;
  readonly dayOfYear: number;
  /** Minutes ahead of the world's time. */
  readonly ahead: number;
  readonly utc: boolean;
}

function fieldsOf(time: Date, utc: boolean): Fields {
  const ahead = utc ? 0 : -time.getTimezoneOffset();
  const there = new Date(time.getTime() + ahead * 60_000);
  const [year, month, day] = [there.getUTCFullYear(), there.getUTCMonth(), there.getUTCDate()];
  return {
    time,
    year,
    month,
    day,
    hour: there.getUTCHours(),
    weekday: there.getUTCDay(),
    dayOfYear: Math.round((Date.UTC(year, month, day) - Date.UTC(year, 0, 1)) / 864e5),
    ahead,
    utc,
  };
}

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = [..."January February March April May June July August September October November December".split(" ")];

function zone({ ahead }: Fields, separator: string): string {
  const size = Math.abs(ahead);
  return `${ahead < 0 ? "-" : "+"}${two(Math.floor(size / 60))}${separator}${two(size % 60)}`;
}

function zoneName({ time, utc }: Fields): string {
  if (utc) return "UTC";
  const parts = new Intl.DateTimeFormat("en", { timeZoneName: "short" }).formatToParts(time);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "UTC";
}

/** The week of the year as ISO counts it, and the year it belongs to. */
function isoWeek({ year, month, day, weekday }: Fields): { readonly year: number; readonly week: number } {
  const thursday = new Date(Date.UTC(year, month, day + 4 - (weekday || 7)));
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return { year: thursday.getUTCFullYear(), week: Math.floor((thursday.getTime() - first) / 6048e5) + 1 };
}

const minutes = ({ time }: Fields): number => time.getUTCMinutes();
const minuteThere = (fields: Fields): number => (((minutes(fields) + fields.ahead) % 60) + 60) % 60;

/** What a letter stands for, and what it is filled up with to how many places. */
type Part = (fields: Fields) => string | readonly [value: number, width: number, fill: "0" | " "];

const parts: Readonly<Record<string, Part>> = {
  a: ({ weekday }) => (weekdays[weekday] ?? "").slice(0, 3),
  A: ({ weekday }) => weekdays[weekday] ?? "",
  b: ({ month }) => (months[month] ?? "").slice(0, 3),
  B: ({ month }) => months[month] ?? "",
  c: (fields) => written("%a %b %e %H:%M:%S %Y", fields),
  C: ({ year }) => [Math.floor(year / 100), 2, "0"],
  d: ({ day }) => [day, 2, "0"],
  D: (fields) => written("%m/%d/%y", fields),
  e: ({ day }) => [day, 2, " "],
  F: (fields) => written("%Y-%m-%d", fields),
  g: (fields) => [isoWeek(fields).year % 100, 2, "0"],
  G: (fields) => [isoWeek(fields).year, 4, "0"],
  h: ({ month }) => (months[month] ?? "").slice(0, 3),
  H: ({ hour }) => [hour, 2, "0"],
  I: ({ hour }) => [hour % 12 || 12, 2, "0"],
  j: ({ dayOfYear }) => [dayOfYear + 1, 3, "0"],
  k: ({ hour }) => [hour, 2, " "],
  l: ({ hour }) => [hour % 12 || 12, 2, " "],
  m: ({ month }) => [month + 1, 2, "0"],
  M: (fields) => [minuteThere(fields), 2, "0"],
  n: () => "\n",
  N: ({ time }) => `${String(time.getUTCMilliseconds()).padStart(3, "0")}000000`,
  p: ({ hour }) => (hour < 12 ? "AM" : "PM"),
  P: ({ hour }) => (hour < 12 ? "am" : "pm"),
  q: ({ month }) => String(Math.floor(month / 3) + 1),
  r: (fields) => written("%I:%M:%S %p", fields),
  R: (fields) => written("%H:%M", fields),
  s: ({ time }) => String(Math.floor(time.getTime() / 1000)),
  S: ({ time }) => [time.getUTCSeconds(), 2, "0"],
  t: () => "\t",
  T: (fields) => written("%H:%M:%S", fields),
  u: ({ weekday }) => String(weekday || 7),
  U: ({ dayOfYear, weekday }) => [Math.floor((dayOfYear + 7 - weekday) / 7), 2, "0"],
  V: (fields) => [isoWeek(fields).week, 2, "0"],
  w: ({ weekday }) => String(weekday),
  W: ({ dayOfYear, weekday }) => [Math.floor((dayOfYear + 7 - ((weekday + 6) % 7)) / 7), 2, "0"],
  x: (fields) => written("%m/%d/%y", fields),
  X: (fields) => written("%H:%M:%S", fields),
  y: ({ year }) => [year % 100, 2, "0"],
  Y: ({ year }) => String(year),
  z: (fields) => zone(fields, ""),
  Z: zoneName,
  "%": () => "%",
};

/** `-` fills up with nothing, `_` with blanks, `0` with zeros, `^` makes letters great; a number is how wide. */
function filled(text: string, fill: string, width: number, flags: string): string {
  const sign = flags.includes("_") ? " " : flags.includes("0") ? "0" : fill;
  const wide = flags.includes("-") ? text : text.padStart(width, sign);
  return flags.includes("^") ? wide.toUpperCase() : wide;
}

const directive = /%([-_0^#]*)(\d*)(:*)([A-Za-z%])/g;

const written = (format: string, fields: Fields): string =>
  format.replace(directive, (all, flags: string, width: string, colons: string, letter: string) => {
    if (colons !== "") return letter === "z" ? zone(fields, ":") : all;
    const part = Object.hasOwn(parts, letter) ? parts[letter]?.(fields) : undefined;
    if (part === undefined) return all;
    if (letter === "N" && width !== "") return String(part).slice(0, Number(width));
    if (typeof part === "string") return filled(part, " ", Number(width), flags);
    return filled(String(part[0]), part[2], width === "" ? part[1] : Number(width), flags);
  });

/** A time written as `strftime` and `date` write it; here's time, or the world's. */
export const dated = (format: string, time: Date, utc = false): string => written(format, fieldsOf(time, utc));

const began = Date.now();

/** `%(…)T` of `printf`: seconds, -1 for now, -2 for when the shell began; now where nothing is given. */
export function timeText(format: string, given: string | undefined): string {
  const seconds = given === undefined || given === "" ? -1 : Number(given);
  const time = { "-1": new Date(), "-2": new Date(began) }[String(seconds)] ?? new Date(seconds * 1000);
  return dated(format === "" ? "%X" : format, time);
}
