import { dated } from "../../../text/time-text";
import { fail, JqError } from "../faults";
import { isArray, type Json } from "../values";
import type { Plain } from "./plain";
import { readTime } from "./read-time";

const dayOfYear = (year: number, month: number, day: number): number =>
  Math.round((Date.UTC(year, month, day) - Date.UTC(year, 0, 1)) / 864e5);

/** Year, month from zero, day, hour, minute, second, weekday, day of the year. */
function broken(seconds: Json, utc: boolean): Json {
  if (typeof seconds !== "number") return fail(`${utc ? "gmtime" : "localtime"}() requires numeric inputs`);
  const whole = new Date(Math.floor(seconds) * 1000);
  const time = utc ? whole : new Date(whole.getTime() - whole.getTimezoneOffset() * 60_000);
  const [year, month, day] = [time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate()];
  const second = time.getUTCSeconds() + (seconds - Math.floor(seconds));
  return [
    year,
    month,
    day,
    time.getUTCHours(),
    time.getUTCMinutes(),
    second,
    time.getUTCDay(),
    dayOfYear(year, month, day),
  ];
}

function fieldsOf(value: Json, name: string): readonly [number, number, number, number, number, number] {
  if (!isArray(value)) return fail(`${name} requires array inputs`);
  if (value.length < 6) return fail(`${name} requires parsed datetime inputs`);
  const [year, month, day, hour, minute, second] = value.map((each) =>
    typeof each === "number" ? Math.floor(each) : fail(`${name} requires parsed datetime inputs`),
  ) as [number, number, number, number, number, number];
  return [year, month, day, hour, minute, second];
}

/** Years before 100 are meant as they are. */
function timeOf(fields: readonly [number, number, number, number, number, number]): Date {
  const time = new Date(0);
  time.setUTCFullYear(fields[0], fields[1], fields[2]);
  time.setUTCHours(fields[3], fields[4], fields[5]);
  return time;
}

const formatted =
  (name: string, utc: boolean): Plain =>
  (value, format = null) => {
    const parsed = typeof value === "number" ? broken(value, utc) : value;
    if (!isArray(parsed)) return fail(`${name} requires parsed datetime inputs`);
    if (typeof format !== "string") return fail(`${name} requires a string format`);
    const time = timeOf(fieldsOf(parsed, name));
    return dated(format, utc ? time : new Date(time.getTime() + time.getTimezoneOffset() * 60_000), utc);
  };

/** The weekday and the day of the year of what has no date, as the C library leaves them. */
const unknownDays = [8, 367];

function readWith(value: Json, format: Json): Json {
  if (typeof value !== "string") return fail(`strptime/1 requires string inputs and arguments`);
  if (typeof format !== "string") return fail(`strptime/1 requires string inputs and arguments`);
  const read = readTime(value, format);
  if (read === undefined) throw new JqError(`date "${value}" does not match format "${format}"`);
  const { fields, isDated, rest } = read;
  const [year, month, day] = fields;
  const days = isDated ? [timeOf(fields).getUTCDay(), dayOfYear(year, month, day)] : unknownDays;
  return [...fields, ...days, ...(rest === undefined ? [] : [rest])];
}

export const dateFunctions: Readonly<Record<string, Plain>> = {
  "now/0": () => Date.now() / 1000,
  "gmtime/0": (value) => broken(value, true),
  "localtime/0": (value) => broken(value, false),
  "mktime/0": (value) => timeOf(fieldsOf(value, "mktime")).getTime() / 1000,
  "strftime/1": formatted("strftime/1", true),
  "strflocaltime/1": formatted("strflocaltime/1", false),
  "strptime/1": (value, format = null) => readWith(value, format),
};
