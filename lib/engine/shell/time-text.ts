const two = (value: number): string => String(value).padStart(2, "0");

const began = Date.now();

const name = (time: Date, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat("en", options).format(time);

const dayOfYear = (time: Date): number =>
  Math.round(
    (Date.UTC(time.getFullYear(), time.getMonth(), time.getDate()) - Date.UTC(time.getFullYear(), 0, 1)) / 864e5,
  ) + 1;

function zone(time: Date): string {
  const minutes = -time.getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}${two(size % 60)}`;
}

const zoneName = (time: Date): string =>
  new Intl.DateTimeFormat("en", { timeZoneName: "short" })
    .formatToParts(time)
    .find(({ type }) => type === "timeZoneName")?.value ?? "UTC";

const parts: Readonly<Record<string, (time: Date) => string>> = {
  a: (time) => name(time, { weekday: "short" }),
  A: (time) => name(time, { weekday: "long" }),
  b: (time) => name(time, { month: "short" }),
  B: (time) => name(time, { month: "long" }),
  h: (time) => name(time, { month: "short" }),
  c: (time) => dated("%a %b %e %H:%M:%S %Y", time),
  C: (time) => two(Math.floor(time.getFullYear() / 100)),
  d: (time) => two(time.getDate()),
  D: (time) => dated("%m/%d/%y", time),
  e: (time) => String(time.getDate()).padStart(2),
  F: (time) => dated("%Y-%m-%d", time),
  H: (time) => two(time.getHours()),
  I: (time) => two(time.getHours() % 12 || 12),
  j: (time) => String(dayOfYear(time)).padStart(3, "0"),
  k: (time) => String(time.getHours()).padStart(2),
  l: (time) => String(time.getHours() % 12 || 12).padStart(2),
  m: (time) => two(time.getMonth() + 1),
  M: (time) => two(time.getMinutes()),
  n: () => "\n",
  p: (time) => (time.getHours() < 12 ? "AM" : "PM"),
  r: (time) => dated("%I:%M:%S %p", time),
  R: (time) => dated("%H:%M", time),
  s: (time) => String(Math.floor(time.getTime() / 1000)),
  S: (time) => two(time.getSeconds()),
  t: () => "\t",
  T: (time) => dated("%H:%M:%S", time),
  u: (time) => String(time.getDay() || 7),
  w: (time) => String(time.getDay()),
  x: (time) => dated("%m/%d/%y", time),
  X: (time) => dated("%H:%M:%S", time),
  y: (time) => two(time.getFullYear() % 100),
  Y: (time) => String(time.getFullYear()),
  z: zone,
  Z: zoneName,
  "%": () => "%",
};

/** A time written as `strftime` writes it. */
export const dated = (format: string, time: Date): string =>
  format.replace(/%([A-Za-z%])/g, (all, letter: string) => parts[letter]?.(time) ?? all);

/** `%(…)T` of `printf`: seconds, -1 for now, -2 for when the shell began; now where nothing is given. */
export function timeText(format: string, given: string | undefined): string {
  const seconds = given === undefined || given === "" ? -1 : Number(given);
  const time = { "-1": new Date(), "-2": new Date(began) }[String(seconds)] ?? new Date(seconds * 1000);
  return dated(format === "" ? "%X" : format, time);
}
