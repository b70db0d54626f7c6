import type { Command } from "./command";

const names = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const width = 20;

const centred = (text: string, room: number): string => {
  const left = Math.floor((room - text.length) / 2);
  return text.padStart(left + text.length).padEnd(room);
};

/** A month's eight rows: its name, the weekdays and six weeks. */
function rowsOf(
  year: number,
  month: number,
  withYear: boolean,
  today: Date | undefined,
  fromMonday: boolean,
): string[] {
  const first = new Date(year, month, 1);
  const days = new Date(year, month + 1, 0).getDate();
  const lead = (first.getDay() - Number(fromMonday) + 7) % 7;
  const cells = Array.from({ length: 42 }, (_, at) => {
    const day = at - lead + 1;
    const text = day >= 1 && day <= days ? String(day).padStart(2) : "  ";
    const isToday = today?.getFullYear() === year && today.getMonth() === month && today.getDate() === day;
    return isToday ? `\x1b[7m${text}\x1b[27m` : text;
  });
  const title = withYear ? `${names[month] ?? ""} ${year}` : (names[month] ?? "");
  const weeks = Array.from({ length: 6 }, (_, week) => cells.slice(week * 7, week * 7 + 7).join(" "));
  return [centred(title, width), fromMonday ? "Mo Tu We Th Fr Sa Su" : "Su Mo Tu We Th Fr Sa", ...weeks];
}

interface Asked {
  /** Counted from one; none for a whole year. */
  readonly month: number | undefined;
  readonly year: number;
}

const isBetween = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

/** A sentence where no month or year is meant. */
function askedOf([a, b]: readonly string[], now: Date): Asked | string {
  if (a === undefined) return { month: now.getMonth() + 1, year: now.getFullYear() };
  const [month, year] = b === undefined ? [undefined, Number(a)] : [Number(a), Number(b)];
  if (month !== undefined && !isBetween(month, 1, 12)) return `${a} is neither a month number (1..12) nor a name`;
  return isBetween(year, 1, 9999) ? { month, year } : `not a valid year ${b ?? a}`;
}

export const cal: Command = ({ args, out, complain }) => {
  const now = new Date();
  const asked = askedOf(
    args.filter((arg) => !arg.startsWith("-")),
    now,
  );
  if (typeof asked === "string") {
    complain(asked);
    return 1;
  }
  const today = process.stdout.isTTY ? now : undefined;
  const fromMonday = args.includes("-m");
  const month = args.includes("-y") ? undefined : asked.month;
  if (month !== undefined && !args.includes("-3")) {
    out(`${rowsOf(asked.year, month - 1, true, today, fromMonday).join("\n")}\n`);
    return 0;
  }
  if (month === undefined) out(`${centred(String(asked.year), 64).trimEnd()}\n`);
  for (const from of month === undefined ? [0, 3, 6, 9] : [month - 2]) {
    const three = [0, 1, 2].map((step) => {
      const at = new Date(asked.year, from + step, 1);
      return rowsOf(at.getFullYear(), at.getMonth(), month !== undefined, today, fromMonday);
    });
    for (const row of Array(8).keys())
      out(
        `${three
          .map((rows) => rows[row] ?? "")
          .join("  ")
          .trimEnd()}\n`,
      );
  }
  return 0;
};
