const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const longDays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const longMonths = "January,February,March,April,May,June,July,August,September,October,November,December".split(",");
const two = (number: number): string => String(number).padStart(2, "0");

export interface Moment {
  readonly timestamp: number;
  /** Minutes west of Greenwich, as `Date` counts them. */
  readonly timezoneOffset: number;
}

function fieldsOf({ timestamp, timezoneOffset }: Moment) {
  const local = new Date((timestamp - timezoneOffset * 60) * 1000);
  const offset = Math.abs(timezoneOffset);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth(),
    date: local.getUTCDate(),
    day: local.getUTCDay(),
    hours: local.getUTCHours(),
    clock: `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`,
    iso: local.toISOString().slice(0, 10),
    zone: `${timezoneOffset > 0 ? "-" : "+"}${two(Math.floor(offset / 60))}${two(offset % 60)}`,
  };
}

/** A time as its writer's clock had it: `Sat Nov 21 06:00:00 2026 +0100`. */
export function dateText(timestamp: number, timezoneOffset: number): string {
  const { day, month, date, clock, year, zone } = fieldsOf({ timestamp, timezoneOffset });
  return `${days[day]} ${months[month]} ${date} ${clock} ${year} ${zone}`;
}

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;

/** How long ago a time was, as git rounds it. */
export function relativeDate(timestamp: number, now: number): string {
  const seconds = now - timestamp;
  if (seconds < 0) return "in the future";
  if (seconds < 90) return `${plural(seconds, "second")} ago`;
  const minutes = Math.floor((seconds + 30) / 60);
  if (minutes < 90) return `${plural(minutes, "minute")} ago`;
  const hours = Math.floor((minutes + 30) / 60);
  if (hours < 36) return `${plural(hours, "hour")} ago`;
  return `${longAgo(Math.floor((hours + 12) / 24))} ago`;
}

function longAgo(count: number): string {
  if (count < 14) return plural(count, "day");
  if (count < 70) return plural(Math.floor((count + 3) / 7), "week");
  if (count < 365) return plural(Math.floor((count + 15) / 30), "month");
  if (count >= 1825) return plural(Math.floor((count + 183) / 365), "year");
  const all = Math.floor((count * 24 + 365) / 730);
  const [years, rest] = [Math.floor(all / 12), all % 12];
  return rest === 0 ? plural(years, "year") : `${plural(years, "year")}, ${plural(rest, "month")}`;
}

function strftime(format: string, moment: Moment): string {
  const { year, month, date, day, hours, clock, iso, zone } = fieldsOf(moment);
  const [hour = "", minute = "", second = ""] = clock.split(":");
  const known: Readonly<Record<string, string>> = {
    Y: String(year),
    y: two(year % 100),
    m: two(month + 1),
    d: two(date),
    e: String(date).padStart(2),
    H: hour,
    I: two(hours % 12 || 12),
    M: minute,
    S: second,
    p: hours < 12 ? "AM" : "PM",
    a: days[day] ?? "",
    A: longDays[day] ?? "",
    b: months[month] ?? "",
    h: months[month] ?? "",
    B: longMonths[month] ?? "",
    F: iso,
    T: clock,
    R: `${hour}:${minute}`,
    D: `${two(month + 1)}/${two(date)}/${two(year % 100)}`,
    z: zone,
    s: String(moment.timestamp),
    n: "\n",
    t: "\t",
    "%": "%",
    c: `${days[day]} ${months[month]} ${String(date).padStart(2)} ${clock} ${year}`,
    x: `${two(month + 1)}/${two(date)}/${two(year % 100)}`,
    X: clock,
    j: String(1 + Math.floor((Date.UTC(year, month, date) - Date.UTC(year, 0, 1)) / 86_400_000)).padStart(3, "0"),
    u: String(day || 7),
    w: String(day),
    Z: "",
  };
  return format.replaceAll(/%([A-Za-z%])/gu, (whole, name: string) => known[name] ?? whole);
}

type Form = (moment: Moment, now: number) => string;

const strict: Form = (moment) => {
  const { iso, clock, zone } = fieldsOf(moment);
  return `${iso}T${clock}${zone === "+0000" ? "Z" : `${zone.slice(0, 3)}:${zone.slice(3)}`}`;
};

/** As a person would say it: the further away, the less exactly. */
const human: Form = (moment, now) => {
  const { timestamp } = moment;
  const then = fieldsOf(moment);
  const today = fieldsOf({ timestamp: now, timezoneOffset: new Date(now * 1000).getTimezoneOffset() });
  const isNear = then.year === today.year && then.month === today.month;
  if (isNear && then.date === today.date && timestamp <= now) return relativeDate(timestamp, now);
  const zone = moment.timezoneOffset === new Date(timestamp * 1000).getTimezoneOffset() ? "" : ` ${then.zone}`;
  const clock = ` ${then.clock.slice(0, 5)}${zone}`;
  if (isNear && then.date < today.date && then.date + 5 > today.date) return `${days[then.day]}${clock}`;
  const day = `${months[then.month]} ${then.date}`;
  return then.year === today.year ? `${days[then.day]} ${day}${clock}` : `${day} ${then.year}`;
};

const forms: Readonly<Record<string, Form>> = {
  human,
  default: ({ timestamp, timezoneOffset }) => dateText(timestamp, timezoneOffset),
  normal: ({ timestamp, timezoneOffset }) => dateText(timestamp, timezoneOffset),
  iso: (moment) => Object.values((({ iso, clock, zone }) => ({ iso, clock, zone }))(fieldsOf(moment))).join(" "),
  "iso-strict": strict,
  short: (moment) => fieldsOf(moment).iso,
  relative: ({ timestamp }, now) => relativeDate(timestamp, now),
  unix: ({ timestamp }) => String(timestamp),
  raw: (moment) => `${moment.timestamp} ${fieldsOf(moment).zone}`,
  rfc: (moment) => {
    const { day, date, month, year, clock, zone } = fieldsOf(moment);
    return `${days[day]}, ${date} ${months[month]} ${year} ${clock} ${zone}`;
  },
};
const otherNames: Readonly<Record<string, string>> = { iso8601: "iso", "iso8601-strict": "iso-strict", rfc2822: "rfc" };

/** What `--date` asks for; undefined where git has no such form. */
export function dateForm(name: string): ((moment: Moment) => string) | undefined {
  const now = Math.floor(Date.now() / 1000);
  const here = ({ timestamp }: Moment) => new Date(timestamp * 1000).getTimezoneOffset();
  if (name.startsWith("format:")) return (moment) => strftime(name.slice(7), moment);
  if (name.startsWith("format-local:"))
    return (moment) => strftime(name.slice(13), { ...moment, timezoneOffset: here(moment) });
  if (name === "local")
    return ({ timestamp }) => dateText(timestamp, here({ timestamp, timezoneOffset: 0 })).replace(/ [+-]\d{4}$/u, "");
  const bare = name.replace(/-local$/u, "");
  const known = Object.hasOwn(otherNames, bare) ? (otherNames[bare] ?? bare) : bare;
  const form = Object.hasOwn(forms, known) ? forms[known] : undefined;
  if (!form) return undefined;
  if (bare === name) return (moment) => form(moment, now);
  return (moment) => form({ ...moment, timezoneOffset: here(moment) }, now);
}

const units: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_629_746,
  year: 31_556_952,
};

/** A time that a person types, in seconds: `2 weeks ago`, `yesterday`, `2026-01-31`, a number of seconds. */
export function readMoment(text: string): number | undefined {
  const now = Math.floor(Date.now() / 1000);
  const plain = text.trim().toLowerCase();
  if (plain === "now") return now;
  if (plain === "yesterday") return now - 86_400;
  const ago = /^(\d+|an?)[. ](second|minute|hour|day|week|month|year)s?(?:[. ]ago)?$/u.exec(plain);
  if (ago) return now - (/\d/u.test(ago[1] ?? "") ? Number(ago[1]) : 1) * (units[ago[2] ?? ""] ?? 0);
  const seconds = /^@?(\d{9,})(?: [+-]\d{4})?$/u.exec(plain)?.[1];
  if (seconds !== undefined) return Number(seconds);
  const day = /^(\d{4})[-/.](\d\d?)[-/.](\d\d?)$/u.exec(plain);
  if (day) {
    const clock = new Date();
    clock.setFullYear(Number(day[1]), Number(day[2]) - 1, Number(day[3]));
    return Math.floor(clock.getTime() / 1000);
  }
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? undefined : Math.floor(parsed / 1000);
}
