const day = 86_400_000;
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

interface Reading {
  at: Date;
  /** Whether a time of day was named; a date alone means midnight. */
  timed: boolean;
  dated: boolean;
}

function add(at: Date, count: number, unit: string): Date {
  const made = new Date(at);
  if (unit.startsWith("year")) made.setFullYear(made.getFullYear() + count);
  else if (unit.startsWith("month")) made.setMonth(made.getMonth() + count);
  else if (unit.startsWith("fortnight")) made.setDate(made.getDate() + 14 * count);
  else if (unit.startsWith("week")) made.setDate(made.getDate() + 7 * count);
  else if (unit.startsWith("day")) made.setDate(made.getDate() + count);
  else if (unit.startsWith("hour")) made.setTime(made.getTime() + 3_600_000 * count);
  else if (unit.startsWith("min")) made.setTime(made.getTime() + 60_000 * count);
  else made.setTime(made.getTime() + 1000 * count);
  return made;
}

type Rule = readonly [pattern: RegExp, apply: (reading: Reading, found: readonly string[]) => void];

const setDay = (reading: Reading, year: number, month: number, date: number) => {
  reading.at.setFullYear(year, month, date);
  reading.dated = true;
};

const units = "(years?|months?|fortnights?|weeks?|days?|hours?|minutes?|mins?|seconds?|secs?)";

const rules: readonly Rule[] = [
  [
    /^@(-?\d+(?:\.\d+)?)/,
    (reading, [, seconds]) => {
      reading.at = new Date(Number(seconds) * 1000);
      reading.timed = true;
    },
  ],
  [
    /^(\d{4})-(\d{1,2})-(\d{1,2})t?/,
    (reading, [, y, m, d]) => {
      setDay(reading, Number(y), Number(m) - 1, Number(d));
    },
  ],
  [
    /^(\d{1,2})\/(\d{1,2})\/(\d{4})/,
    (reading, [, m, d, y]) => {
      setDay(reading, Number(y), Number(m) - 1, Number(d));
    },
  ],
  [
    /^(\d{4})\/(\d{1,2})\/(\d{1,2})/,
    (reading, [, y, m, d]) => {
      setDay(reading, Number(y), Number(m) - 1, Number(d));
    },
  ],
  [
    /^(\d{4})(\d\d)(\d\d)(?!\d)/,
    (reading, [, y, m, d]) => {
      setDay(reading, Number(y), Number(m) - 1, Number(d));
    },
  ],
  [
    /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*([ap]m)?/,
    (reading, [, h = "0", m, s = "0", fraction = "", half]) => {
      const hour = half === undefined ? Number(h) : (Number(h) % 12) + (half === "pm" ? 12 : 0);
      reading.at.setHours(hour, Number(m), Number(s), Number(fraction.padEnd(3, "0").slice(0, 3)));
      reading.timed = true;
    },
  ],
  [
    /^(\d{1,2})\s*([ap]m)/,
    (reading, [, h, half]) => {
      reading.at.setHours((Number(h) % 12) + (half === "pm" ? 12 : 0), 0, 0, 0);
      reading.timed = true;
    },
  ],
  [
    /^(?:z|utc|gmt)\b/,
    (reading) => {
      reading.at = new Date(reading.at.getTime() - reading.at.getTimezoneOffset() * 60_000);
    },
  ],
  [
    /^([-+])(\d\d):?(\d\d)(?!\d)/,
    (reading, [, sign, h, m]) => {
      const shift = (Number(h) * 60 + Number(m)) * (sign === "+" ? 1 : -1);
      reading.at = new Date(reading.at.getTime() - (reading.at.getTimezoneOffset() + shift) * 60_000);
    },
  ],
  [
    new RegExp(`^([-+]?)\\s*(\\d+)\\s*${units}( ago)?`),
    (reading, [, sign, count, unit = "", ago]) => {
      if (!reading.timed && reading.dated) reading.at.setHours(0, 0, 0, 0);
      reading.timed = true;
      reading.at = add(reading.at, Number(count) * (sign === "-" ? -1 : 1) * (ago === undefined ? 1 : -1), unit);
    },
  ],
  [
    new RegExp(`^(next|last|this) ${units}`),
    (reading, [, which, unit = ""]) => {
      reading.timed = true;
      reading.at = add(reading.at, { next: 1, last: -1 }[which ?? ""] ?? 0, unit);
    },
  ],
  [
    /^(?:now|today)\b/,
    (reading) => {
      reading.timed = true;
    },
  ],
  [
    /^yesterday\b/,
    (reading) => {
      reading.at = new Date(reading.at.getTime() - day);
      if (!reading.timed) reading.timed = true;
    },
  ],
  [
    /^tomorrow\b/,
    (reading) => {
      reading.at = new Date(reading.at.getTime() + day);
      if (!reading.timed) reading.timed = true;
    },
  ],
  [
    /^(?:midnight)\b/,
    (reading) => {
      reading.at.setHours(0, 0, 0, 0);
      reading.timed = true;
    },
  ],
  [
    /^noon\b/,
    (reading) => {
      reading.at.setHours(12, 0, 0, 0);
      reading.timed = true;
    },
  ],
  [
    /^(\d{1,2})[ -](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:[ -](\d{4})(?!:))?/,
    (reading, [, d, m = "", y]) => {
      setDay(reading, y === undefined ? reading.at.getFullYear() : Number(y), months.indexOf(m), Number(d));
    },
  ],
  [
    /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (\d{1,2})(?!:|\d)(?:,? (\d{4})(?!:))?/,
    (reading, [, m = "", d, y]) => {
      setDay(reading, y === undefined ? reading.at.getFullYear() : Number(y), months.indexOf(m), Number(d));
    },
  ],
  [
    /^(\d{4})(?!\d|:)/,
    (reading, [, y]) => {
      if (reading.dated) reading.at.setFullYear(Number(y));
      else throw new RangeError("no date");
    },
  ],
  [
    /^(next |last |this )?(sun|mon|tue|wed|thu|fri|sat)[a-z]*,?/,
    (reading, [, which = "", name = ""]) => {
      if (reading.dated) return;
      const ahead = (weekdays.indexOf(name) - reading.at.getDay() + 7) % 7;
      const shift = which === "last " ? (ahead === 0 ? -7 : ahead - 7) : which === "next " && ahead === 0 ? 7 : ahead;
      reading.at.setDate(reading.at.getDate() + shift);
      reading.dated = true;
    },
  ],
];

/** The moment that a text like `2 days ago`, `next friday` or `2020-01-02 03:04` names; undefined where it names none. */
export function dateFrom(text: string, now = new Date()): Date | undefined {
  const reading: Reading = { at: new Date(now), timed: false, dated: false };
  let left = text.trim().toLowerCase();
  while (left !== "") {
    const rule = rules.find(([pattern]) => pattern.test(left));
    const found = rule?.[0].exec(left);
    if (!rule || !found) return undefined;
    try {
      rule[1](reading, found);
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
    left = left.slice(found[0].length).replace(/^[\s,]+/, "");
  }
  if (!reading.timed) reading.at.setHours(0, 0, 0, 0);
  return Number.isNaN(reading.at.getTime()) ? undefined : reading.at;
}
